//! The arguments of `#[freedompay_api]`.

use proc_macro2::{Ident, TokenStream};
use syn::{LitStr, Path};

use super::args::{self, Arg, ArgValue};
use super::endpoint::{self, Given};
use super::lists::{self, Header};
use crate::diagnostics::Diagnostics;

/// Every argument, in the order of the documentation.
pub(crate) const ARGUMENTS: [&str; 17] = [
    "name",
    "scheme",
    "wire",
    "prefix",
    "paths",
    "errors",
    "headers",
    "actions",
    "replays_request_id",
    "ids",
    "open_codes",
    "refusals",
    "unsigned_errors",
    "hosts",
    "endpoints",
    "callbacks",
    "crate",
];

/// Every argument of `hosts(…)`.
pub(crate) const HOSTS: [&str; 5] = ["all", "kazakhstan", "kyrgyzstan", "uzbekistan", "test"];

/// The arguments between the parentheses.
#[derive(Default)]
pub(crate) struct ApiArgs {
    pub(crate) name: Option<LitStr>,
    pub(crate) scheme: Option<Path>,
    pub(crate) wire: Option<Ident>,
    pub(crate) prefix: Option<LitStr>,
    pub(crate) paths: Vec<LitStr>,
    pub(crate) errors: Option<Path>,
    pub(crate) headers: Vec<Header>,
    pub(crate) actions: Option<Ident>,
    pub(crate) replays_request_id: Option<Ident>,
    pub(crate) ids: Vec<LitStr>,
    pub(crate) open_codes: Option<Path>,
    pub(crate) refusals: Option<Path>,
    pub(crate) unsigned_errors: Option<Path>,
    pub(crate) hosts: Vec<(Ident, LitStr)>,
    pub(crate) endpoints: Vec<Path>,
    pub(crate) callbacks: Vec<Path>,
    pub(crate) krate: Option<Path>,
    pub(crate) given: Given,
}

pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> ApiArgs {
    let mut out = ApiArgs::default();
    let args = args::parse(tokens, &ARGUMENTS, diagnostics);
    out.given.is_unclear = args.is_unclear;
    for arg in args.list {
        let constant =
            |example: &str, diagnostics: &mut Diagnostics| arg.parse("the path of a constant", example, diagnostics);
        match arg.name.to_string().as_str() {
            "name" => out.name = arg.string(diagnostics),
            "scheme" => out.scheme = arg.parse("the type of a signature scheme", "Jws", diagnostics),
            "wire" => out.wire = arg.word(&["json", "form"], diagnostics),
            "prefix" => out.prefix = arg.string(diagnostics),
            "paths" => out.paths = lists::texts(&arg, "/v1/points/", diagnostics),
            "errors" => out.errors = constant("ErrorShape::OBJECT", diagnostics),
            "headers" => out.headers = lists::headers(&arg, diagnostics),
            "actions" => out.actions = arg.flag(diagnostics).then(|| arg.name.clone()),
            "replays_request_id" => out.replays_request_id = arg.flag(diagnostics).then(|| arg.name.clone()),
            "ids" => out.ids = lists::texts(&arg, "order_id", diagnostics),
            "open_codes" => out.open_codes = constant("OPEN_CODES", diagnostics),
            "refusals" => out.refusals = constant("REFUSALS", diagnostics),
            "unsigned_errors" => out.unsigned_errors = constant("UNSIGNED_ERRORS", diagnostics),
            "hosts" => out.hosts = hosts(&arg, diagnostics),
            "endpoints" => out.endpoints = lists::types(&arg, "PointsQuery", diagnostics),
            "callbacks" => out.callbacks = lists::types(&arg, "PointsNotice", diagnostics),
            _ => out.krate = endpoint::krate(&arg, diagnostics),
        }
        out.given.names.push(arg.name.to_string());
    }
    out
}

/// Reads `hosts(all = "https://…", test = "https://…")`.
fn hosts(arg: &Arg, diagnostics: &mut Diagnostics) -> Vec<(Ident, LitStr)> {
    let tokens = match &arg.value {
        ArgValue::List(tokens) if !tokens.is_empty() => tokens.clone(),
        ArgValue::Broken => return Vec::new(),
        _ => {
            let message = "`hosts` expects a list: `hosts(all = \"https://…\", test = \"https://…\")`";
            diagnostics.at("FP003", arg.span(), message);
            return Vec::new();
        }
    };
    let hosts = args::parse(tokens, &HOSTS, diagnostics).list;
    hosts.into_iter().filter_map(|host| Some((host.name.clone(), host.string(diagnostics)?))).collect()
}
