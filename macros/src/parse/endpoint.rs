//! The arguments of `#[freedompay_endpoint]`.

use proc_macro2::{Ident, TokenStream};
use syn::{LitStr, Path, Type};

use super::args::{self, Arg};
use super::declared::{self, ApiRef};
use super::lists::{self, Header};
use super::status_call::StatusCall;
use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Every argument, in the order of the documentation.
pub(crate) const ARGUMENTS: [&str; 22] = [
    "uri",
    "method",
    "api",
    "id",
    "response",
    "effect",
    "recover",
    "outcome",
    "ids",
    "idempotency",
    "headers",
    "action",
    "body",
    "script",
    "key",
    "unscripted_response",
    "legacy_header",
    "deprecated",
    "since",
    "source",
    "shares_uri",
    "crate",
];

const STATUS_CALL: &str = "the type of a read endpoint, or `none(\"why\")`";

/// The arguments between the parentheses.
#[derive(Default)]
pub(crate) struct EndpointArgs {
    pub(crate) uri: Option<LitStr>,
    pub(crate) method: Option<LitStr>,
    pub(crate) api: Option<ApiRef>,
    pub(crate) id: Option<LitStr>,
    pub(crate) response: Option<Type>,
    pub(crate) effect: Option<Ident>,
    pub(crate) recover: Option<StatusCall>,
    pub(crate) outcome: Option<Path>,
    pub(crate) ids: Option<Path>,
    pub(crate) idempotency: Option<Ident>,
    pub(crate) headers: Vec<Header>,
    pub(crate) action: Option<LitStr>,
    pub(crate) body: Option<Ident>,
    pub(crate) script: Option<LitStr>,
    pub(crate) key: Option<Ident>,
    pub(crate) unscripted_response: Option<Ident>,
    pub(crate) legacy_header: Option<Ident>,
    pub(crate) deprecated: Option<LitStr>,
    pub(crate) since: Option<LitStr>,
    pub(crate) source: Option<LitStr>,
    pub(crate) shares_uri: bool,
    pub(crate) krate: Option<Path>,
    /// What the macro of the API handed over.
    pub(crate) declared: Option<Api>,
    given: Given,
}

/// The names of all given arguments, readable or not.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) names: Vec<String>,
    /// Whether a value stands without its name.
    pub(crate) is_unclear: bool,
}

impl Given {
    /// Reports whether the argument was given, even half-typed: it is not missing then.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.is_unclear || self.names.iter().any(|given| given == name)
    }
}

impl EndpointArgs {
    /// Reports whether the argument was given, even half-typed: it is not missing then.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given.has(name)
    }
}

pub(crate) fn parse(tokens: TokenStream, declared: Option<Api>, diagnostics: &mut Diagnostics) -> EndpointArgs {
    let mut out = EndpointArgs { declared, ..EndpointArgs::default() };
    let args = args::parse(tokens, &ARGUMENTS, diagnostics);
    out.given.is_unclear = args.is_unclear;
    for arg in args.list {
        let name = arg.name.to_string();
        match name.as_str() {
            "uri" => out.uri = arg.string(diagnostics),
            "method" => out.method = arg.string(diagnostics),
            "api" => out.api = declared::api(&arg, diagnostics),
            "id" => out.id = arg.string(diagnostics),
            "response" => out.response = arg.parse("the type of the response", "Points", diagnostics),
            "effect" => out.effect = arg.word(&["read", "write", "money"], diagnostics),
            "recover" => out.recover = arg.parse(STATUS_CALL, "PaymentStatus", diagnostics),
            "outcome" => out.outcome = arg.parse("the path of an `OutcomeRules`", "status::CHARGED", diagnostics),
            "ids" => out.ids = arg.parse("the path of a function", "message_id", diagnostics),
            "idempotency" => out.idempotency = arg.parse("the name of a field", "order_id", diagnostics),
            "headers" => out.headers = lists::headers(&arg, diagnostics),
            "action" => out.action = arg.string(diagnostics),
            "body" => out.body = arg.word(&["never", "always"], diagnostics),
            "script" => out.script = arg.string(diagnostics),
            "key" => out.key = arg.word(&["payment", "payout", "ambiguous"], diagnostics),
            "unscripted_response" => out.unscripted_response = arg.flag(diagnostics).then(|| arg.name.clone()),
            "legacy_header" => out.legacy_header = arg.flag(diagnostics).then(|| arg.name.clone()),
            "deprecated" => out.deprecated = arg.string(diagnostics),
            "since" => out.since = arg.string(diagnostics),
            "source" => out.source = arg.string(diagnostics),
            "shares_uri" => out.shares_uri = arg.flag(diagnostics),
            _ => out.krate = krate(&arg, diagnostics),
        }
        out.given.names.push(name);
    }
    out
}

/// Reads `crate = ::freedompay`, which every attribute takes.
pub(crate) fn krate(arg: &Arg, diagnostics: &mut Diagnostics) -> Option<Path> {
    arg.parse("the path of this crate", "::freedompay", diagnostics)
}
