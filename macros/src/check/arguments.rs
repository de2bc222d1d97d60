//! Arguments that contradict each other, the API or the declaration.

use super::status_call;
use crate::api::Api;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::names::unraw;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

const PAIRS: [(&str, &str, &str); 4] = [
    ("path", "query", "a field is sent in one place"),
    ("path", "header", "a field is sent in one place"),
    ("query", "header", "a field is sent in one place"),
    ("secret", "not_secret", "a field is one or the other"),
];

/// Notes arguments of a field that contradict each other.
pub(super) fn conflicts(field: &mut FieldDef, diagnostics: &mut Diagnostics) {
    for (one, other, why) in PAIRS {
        // The later one is where the eye should go.
        let later = field.given.iter().filter(|name| *name == one || *name == other).nth(1);
        if let Some(later) = later {
            diagnostics.on(
                "FP002",
                later,
                format!("`{one}` and `{other}` exclude each other, because {why}: remove one of them"),
            );
        }
    }
    if let Some(not_secret) = field.argument("not_secret")
        && field.mentions("Secret")
    {
        diagnostics.on("FP002", not_secret, "`not_secret` contradicts the type `Secret`: use `String` or remove it");
    }
    if field.rest {
        for other in field.given.iter().filter(|name| *name != "rest") {
            let message = format!("`rest` collects fields of any name, so `{other}` does not apply to it: remove it");
            diagnostics.on("FP002", other, message);
            field.is_invalid = true;
        }
    }
}

/// Notes arguments that contradict the API of the call.
pub(super) fn against_api(api: &Api, args: &EndpointArgs, fields: &[FieldDef], diagnostics: &mut Diagnostics) {
    let this = format!("but this is the {} API: remove it", api.rust);
    if let Some(script) = args.script.as_ref().filter(|_| !api.is_form) {
        let message = format!("`script` names the script in the `pg_sig` of the form APIs, {this}");
        diagnostics.on("FP012", script, message);
    }
    if let Some(key) = args.key.as_ref().filter(|_| !api.is_form) {
        diagnostics.on("FP012", key, format!("`key` selects one of the two keys of the form APIs, {this}"));
    }
    if let Some(unscripted) = args.unscripted_response.as_ref().filter(|_| !api.is_form) {
        diagnostics.on(
            "FP012",
            unscripted,
            format!("`unscripted_response` applies to the signed responses of the form APIs, {this}"),
        );
    }
    if let Some(legacy) = args.legacy_header.as_ref().filter(|_| api.is_form) {
        diagnostics.on("FP012", legacy, format!("`legacy_header` applies to the JWS of the old invoices, {this}"));
    }
    if let Some(action) = args.action.as_ref().filter(|_| !api.has_actions) {
        diagnostics.on("FP012", action, format!("`action` sets the `X-Action` of the Gateway Async API, {this}"));
    }
    for rest in fields.iter().filter_map(|field| field.argument("rest")).filter(|_| !api.is_form) {
        diagnostics.on("FP012", rest, format!("`rest` collects the merchant fields of the form APIs, {this}"));
    }
}

/// Notes arguments of an endpoint that are wrong by themselves.
pub(super) fn endpoint(args: &EndpointArgs, def: &StructDef, diagnostics: &mut Diagnostics) {
    status_call::check(args, diagnostics);
    if let Some(name) = &args.idempotency
        && !def.fields.iter().any(|field| field.ident == *name)
    {
        let names: Vec<String> = def.fields.iter().map(|field| unraw(&field.ident)).collect();
        let meant = did_you_mean(&name.to_string(), names.iter().map(String::as_str));
        let message = format!("`idempotency` must name a field of this struct, and `{name}` is not one{meant}");
        diagnostics.on("FP025", name, message);
    }
    if let Some(id) = args.id.as_ref().filter(|id| !is_id(&id.value())) {
        diagnostics.on("FP026", id, "an id consists of lower-case words separated by dots: `partner.invoices.info`");
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(is_part)
}
