//! The arguments of `#[freedompay_callback]`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{LitStr, Path};

use super::args;
use super::declared::{self, ApiRef};
use super::endpoint::{self, Given};
use super::split::split;
use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Every argument, in the order of the documentation.
pub(crate) const ARGUMENTS: [&str; 9] = ["id", "url", "reply", "rejectable", "api", "key", "since", "source", "crate"];

/// Arguments of a request that a callback cannot have, each with the reason.
const SENSELESS: [(&str, &str); 14] = [
    ("uri", "it is sent to a URL of the merchant: name it with `url = \"{result_url}\"`"),
    ("method", "the merchant chooses GET or POST, and both are received"),
    ("effect", "the merchant decides how to act on it"),
    ("outcome", "it is received, not sent, so its outcome is never unknown"),
    ("recover", "it is received, not sent, so its outcome is never unknown"),
    ("script", "it is signed with the last segment of the merchant's own URL, known when it arrives"),
    ("response", "its response is fixed by the provider: write `reply = none` or `reply = xml`"),
    ("idempotency", "repeated notifications are recognised by their content"),
    ("headers", "its headers are not documented"),
    ("action", "`X-Action` belongs to the requests of the Gateway Async API"),
    ("body", "it is received, not sent"),
    ("shares_uri", "it does not have a path of its own"),
    ("deprecated", "Freedom Pay sends it whether it is deprecated or not"),
    ("request", "it is received, never sent"),
];

/// The arguments between the parentheses.
#[derive(Default)]
pub(crate) struct CallbackArgs {
    pub(crate) id: Option<LitStr>,
    pub(crate) url: Option<LitStr>,
    pub(crate) reply: Option<Ident>,
    pub(crate) rejectable: Option<Ident>,
    pub(crate) api: Option<ApiRef>,
    pub(crate) key: Option<Ident>,
    pub(crate) since: Option<LitStr>,
    pub(crate) source: Option<LitStr>,
    pub(crate) krate: Option<Path>,
    /// What the macro of the API handed over.
    pub(crate) declared: Option<Api>,
    pub(crate) given: Given,
}

pub(crate) fn parse(tokens: TokenStream, declared: Option<Api>, diagnostics: &mut Diagnostics) -> CallbackArgs {
    let mut out = CallbackArgs { declared, ..CallbackArgs::default() };
    let args = args::parse(sensible(tokens, diagnostics), &ARGUMENTS, diagnostics);
    out.given.is_unclear = args.is_unclear;
    for arg in args.list {
        out.given.names.push(arg.name.to_string());
        match arg.name.to_string().as_str() {
            "id" => out.id = arg.string(diagnostics),
            "url" => out.url = arg.string(diagnostics),
            "reply" => out.reply = arg.word(&["none", "xml"], diagnostics),
            "rejectable" => out.rejectable = arg.flag(diagnostics).then(|| arg.name.clone()),
            "api" => out.api = declared::api(&arg, diagnostics),
            "key" => out.key = arg.word(&["payment", "payout"], diagnostics),
            "since" => out.since = arg.string(diagnostics),
            "source" => out.source = arg.string(diagnostics),
            _ => out.krate = endpoint::krate(&arg, diagnostics),
        }
    }
    out
}

/// The arguments without those that only a request has.
fn sensible(tokens: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    let mut out = TokenStream::new();
    for piece in split(tokens, &ARGUMENTS, diagnostics) {
        if let Some(TokenTree::Ident(word)) = piece.first()
            && let Some((name, why)) = SENSELESS.iter().find(|(name, _)| *name == args::current_name(&word.to_string()))
        {
            diagnostics.on("FP027", word, format!("a callback has no `{name}`: {why}"));
            continue;
        }
        out.extend(piece);
        out.extend(quote::quote!(,));
    }
    out
}
