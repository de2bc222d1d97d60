//! Headers: of an API, of an endpoint and of its fields.

use syn::LitStr;

use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::parse::field::{FieldDef, Location};
use crate::parse::lists::Header;

/// The headers whose value the client makes: a new UUID for every call.
const REQUEST_IDS: [&str; 2] = ["X-Request-Id", "Request-Id"];

/// Whose headers they are.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Api,
    /// A call, with its API if known.
    Call(Option<&'a Api>),
}

pub(super) fn check(headers: &[Header], owner: Owner<'_>, fields: &[FieldDef], diagnostics: &mut Diagnostics) {
    let mut seen: Vec<String> = Vec::new();
    for (header, value) in headers {
        let is_sound = name(header, owner, &mut seen, diagnostics);
        let is_request_id = REQUEST_IDS.iter().any(|known| header.value().eq_ignore_ascii_case(known));
        if is_sound && value.is_none() && !is_request_id {
            let message = format!(
                "only `X-Request-Id` and `Request-Id` get their value from the client; write `\"{}\" = \"value\"`",
                header.value()
            );
            diagnostics.on("FP010", header, message);
        }
        if let Some(value) = value.as_ref().filter(|value| value.value().chars().any(char::is_control)) {
            diagnostics.on("FP010", value, "a header value must be a single line: remove the control characters");
        }
    }
    for field in fields {
        let Location::Header(header) = &field.location else { continue };
        name(header, owner, &mut seen, diagnostics);
        if field.is_many() && !field.is_invalid() {
            diagnostics.on("FP010", &field.ty, "a header must be a single value: a string, an integer or a `Uuid`");
        }
    }
}

/// Reports whether the header may be declared.
fn name(header: &LitStr, owner: Owner<'_>, seen: &mut Vec<String>, diagnostics: &mut Diagnostics) -> bool {
    let text = header.value();
    let lower = text.to_ascii_lowercase();
    let before = diagnostics.count();
    if !super::names::is_header(&text) {
        diagnostics.on("FP010", header, "not a header name; use letters, digits and `-`, as in `X-Request-Id`");
    } else if let Some(instead) = added(&lower, owner) {
        diagnostics.on("FP011", header, format!("`{text}` is set by the client{instead}"));
    } else if seen.contains(&lower) {
        diagnostics.on("FP022", header, format!("the header `{text}` is declared twice: remove one of the two"));
    }
    seen.push(lower);
    diagnostics.count() == before
}

/// Returns the advice for a header that the client sets.
fn added(lower: &str, owner: Owner<'_>) -> Option<&'static str> {
    match (lower, owner) {
        ("x-jws-signature" | "content-type" | "content-length" | "accept" | "host", _) => Some(": remove it"),
        ("x-action", Owner::Api) => Some(": write `actions`"),
        ("x-action", Owner::Call(_)) => Some(": write `action = \"…\"`"),
        (_, Owner::Call(Some(api))) if api.headers.iter().any(|own| own.eq_ignore_ascii_case(lower)) => {
            Some(" in every call of this API: remove it")
        }
        _ => None,
    }
}
