//! Arguments that contradict each other, the API or the declaration.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::names::unraw;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

const PAIRS: [(&str, &str, &str); 4] = [
    ("path", "query", "a field travels in one place"),
    ("path", "header", "a field travels in one place"),
    ("query", "header", "a field travels in one place"),
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
                format!("`{one}` and `{other}` exclude each other, because {why}: remove one"),
            );
        }
    }
    if let Some(not_secret) = field.argument("not_secret")
        && field.mentions("Secret")
    {
        diagnostics.on("FP002", not_secret, "`not_secret` contradicts the type `Secret`: take `String`, or remove it");
    }
    if field.rest {
        for other in field.given.iter().filter(|name| *name != "rest") {
            let message =
                format!("`rest` takes fields of any name, so `{other}` has no one field to be about: remove it");
            diagnostics.on("FP002", other, message);
            field.is_invalid = true;
        }
    }
}

/// Notes arguments that contradict the API of the call.
pub(super) fn against_api(api: &Api, args: &EndpointArgs, fields: &[FieldDef], diagnostics: &mut Diagnostics) {
    let this = format!("and this is the {} API: remove it", api.rust);
    if let Some(script) = args.script.as_ref().filter(|_| !api.is_form) {
        let message = format!("`script` names what `pg_sig` covers, as the form APIs are signed, {this}");
        diagnostics.on("FP012", script, message);
    }
    if let Some(key) = args.key.as_ref().filter(|_| !api.is_form) {
        diagnostics.on("FP012", key, format!("`key` picks one of the two keys of the form APIs, {this}"));
    }
    if let Some(unnamed) = args.unnamed_answer.as_ref().filter(|_| !api.is_form) {
        diagnostics.on(
            "FP012",
            unnamed,
            format!("`unnamed_answer` is about the signed answers of the form APIs, {this}"),
        );
    }
    if let Some(legacy) = args.legacy_header.as_ref().filter(|_| api.is_form) {
        diagnostics.on("FP012", legacy, format!("`legacy_header` is about the JWS of the old invoices, {this}"));
    }
    if let Some(action) = args.action.as_ref().filter(|_| !api.has_actions) {
        diagnostics.on("FP012", action, format!("`action` is the `X-Action` of the Gateway Async API, {this}"));
    }
    for rest in fields.iter().filter_map(|field| field.argument("rest")).filter(|_| !api.is_form) {
        diagnostics.on("FP012", rest, format!("`rest` takes the merchant fields of the form APIs, {this}"));
    }
}

/// Notes arguments of an endpoint that are wrong by themselves.
pub(super) fn endpoint(args: &EndpointArgs, def: &StructDef, diagnostics: &mut Diagnostics) {
    let is_effect = |name: &str| args.effect.as_ref().is_some_and(|effect| effect == name);
    if is_effect("money") && !args.has("recover") {
        let message =
            "a call that moves money names the read endpoint that tells its outcome: `recover = PaymentStatus`";
        diagnostics.on("FP014", &args.effect, message);
    }
    if is_effect("read")
        && let Some(recover) = &args.recover
    {
        let message = "a call that only reads has no outcome to find out: remove `recover`, or say `effect = write`";
        diagnostics.on("FP014", recover, message);
    }
    if let Some(tells) = args.tells.as_ref().filter(|_| !args.has("recover")) {
        let message = "`tells` says how to read the answer of the call to ask, and none is named: add `recover = …`";
        diagnostics.on("FP014", tells, message);
    }
    if let Some(name) = &args.idempotency
        && !def.fields.iter().any(|field| field.ident == *name)
    {
        let names: Vec<String> = def.fields.iter().map(|field| unraw(&field.ident)).collect();
        let meant = did_you_mean(&name.to_string(), names.iter().map(String::as_str));
        let message = format!("`idempotency` names a field of this struct, and there is no `{name}`{meant}");
        diagnostics.on("FP025", name, message);
    }
    if let Some(id) = args.id.as_ref().filter(|id| !is_id(&id.value())) {
        diagnostics.on("FP026", id, "an id is in lower case and has a dot: `partner.invoices.info`");
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(is_part)
}
