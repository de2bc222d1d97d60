//! Headers: of the endpoint and of its fields.

use syn::LitStr;

use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::{FieldDef, Location};

pub(super) fn check(
    args: &EndpointArgs,
    api: Option<&'static Api>,
    fields: &[FieldDef],
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<String> = Vec::new();
    for (header, value) in &args.headers {
        name(header, api, &mut seen, diagnostics);
        if value.is_none() && !header.value().eq_ignore_ascii_case("X-Request-Id") {
            let message = format!(
                "only `X-Request-Id` gets its value from the client; write `\"{}\" = \"value\"`",
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
        name(header, api, &mut seen, diagnostics);
        if field.is_many() && !field.is_invalid() {
            diagnostics.on("FP010", &field.ty, "a header must be a single value: a string, an integer or a `Uuid`");
        }
    }
}

fn name(header: &LitStr, api: Option<&'static Api>, seen: &mut Vec<String>, diagnostics: &mut Diagnostics) {
    let text = header.value();
    let lower = text.to_ascii_lowercase();
    if !super::names::is_header(&text) {
        diagnostics.on("FP010", header, "not a header name; use letters, digits and `-`, as in `X-Request-Id`");
    } else if let Some(instead) = added(&lower, api) {
        diagnostics.on("FP011", header, format!("`{text}` is set by the client{instead}"));
    } else if seen.contains(&lower) {
        diagnostics.on("FP022", header, format!("the header `{text}` is declared twice: remove one of the two"));
    }
    seen.push(lower);
}

/// Returns the advice for a header that the client sets.
fn added(lower: &str, api: Option<&'static Api>) -> Option<&'static str> {
    match lower {
        "x-jws-signature" | "content-type" | "content-length" | "accept" | "host" => Some(": remove it"),
        "x-action" => Some(": write `action = \"…\"`"),
        "x-request-id" if api.is_some_and(|api| api.has_request_id) => Some(" in every call of this API: remove it"),
        _ => None,
    }
}
