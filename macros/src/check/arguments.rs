//! Arguments that contradict each other, the API or the declaration.

use syn::LitStr;

use super::status_call;
use crate::api::Api;
use crate::diagnostics::{Diagnostics, did_you_mean};
use crate::names::unraw;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::{FieldDef, Verdict};
use crate::parse::item::StructDef;
use crate::parse::lists::Header;

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
            field.verdict = Verdict::Invalid;
        }
    }
}

/// Notes arguments that contradict the API of the call.
pub(super) fn against_api(api: &Api, args: &EndpointArgs, def: &StructDef, diagnostics: &mut Diagnostics) {
    let this = format!("but this is the {} API: remove it", api.rust);
    if let Some(script) = args.script.as_ref().filter(|_| !api.has_pg_sig()) {
        let message = format!("`script` names the script in the `pg_sig` of the form APIs, {this}");
        diagnostics.on("FP012", script, message);
    }
    if let Some(key) = args.key.as_ref().filter(|_| !api.has_pg_sig()) {
        diagnostics.on("FP012", key, format!("`key` selects one of the two keys of the form APIs, {this}"));
    }
    if let Some(unscripted) = args.unscripted_response.as_ref().filter(|_| !api.has_pg_sig()) {
        diagnostics.on(
            "FP012",
            unscripted,
            format!("`unscripted_response` applies to the signed responses of the form APIs, {this}"),
        );
    }
    if let Some(legacy) = args.legacy_header.as_ref().filter(|_| !api.has_jws()) {
        diagnostics.on("FP012", legacy, format!("`legacy_header` applies to the JWS of the old invoices, {this}"));
    }
    let is_header = |(name, _): &Header| name.value().eq_ignore_ascii_case("X-Action");
    if api.has_actions && !args.has("action") && !args.headers.iter().any(is_header) {
        let message =
            format!("`action` is missing: every call of the {} API names one: add `action = \"…\"`", api.rust);
        diagnostics.on("FP004", &def.input.ident, message);
    }
    if let Some(action) = args.action.as_ref().filter(|_| !api.has_actions) {
        diagnostics.on("FP012", action, format!("`action` sets the `X-Action` of the Gateway Async API, {this}"));
    }
    for rest in def.fields.iter().filter_map(|field| field.argument("rest")).filter(|_| !api.is_form()) {
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
    let is_money = args.effect.as_ref().filter(|effect| *effect == "money");
    if let Some(effect) = is_money.filter(|_| args.method.as_ref().is_some_and(|method| method.value() == "GET")) {
        let message =
            "a GET must not move money, because anything on the way may repeat it: correct `method` or `effect`";
        diagnostics.on("FP002", effect, message);
    }
    for (name, given) in [("action", &args.action), ("deprecated", &args.deprecated), ("source", &args.source)] {
        not_empty(name, given.as_ref(), diagnostics);
    }
    since(args.since.as_ref(), diagnostics);
}

/// Reports an argument without a text.
pub(super) fn not_empty(name: &str, given: Option<&LitStr>, diagnostics: &mut Diagnostics) {
    if let Some(given) = given.filter(|given| given.value().trim().is_empty()) {
        diagnostics.on("FP003", given, format!("`{name}` is empty: write its text, or remove it"));
    }
}

/// Reports a `since` that is not a version.
pub(super) fn since(given: Option<&LitStr>, diagnostics: &mut Diagnostics) {
    let is_version = |text: &str| {
        let (text, _) = text.split_once(['-', '+']).unwrap_or((text, ""));
        let parts: Vec<&str> = text.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_number)
    };
    if let Some(since) = given.filter(|since| !is_version(&since.value())) {
        diagnostics.on(
            "FP003",
            since,
            "`since` expects the version of your crate that added this: `since = \"0.1.0\"`",
        );
    }
}

/// Reports an id that is not one, or that begins like those of another API.
pub(super) fn id(id: Option<&LitStr>, api: Option<&Api>, example: &str, diagnostics: &mut Diagnostics) {
    let Some(id) = id else { return };
    let text = id.value();
    if !is_id(&text) {
        let message = format!("an id consists of lower-case words separated by dots: `{example}`");
        diagnostics.on("FP026", id, message);
        return;
    }
    // The section of the provider's documentation comes first: `gateway` is that of both Gateway APIs.
    let section = text.split('.').next().unwrap_or_default();
    let is_of = |api: &Api| api.name == section || api.name.starts_with(&format!("{section}_"));
    if let Some(api) = api.filter(|api| Api::named(section).is_some() && !is_of(api)) {
        let message =
            format!("this id is one of another API, but this is the {} API: begin it with `{}.`", api.rust, api.name);
        diagnostics.on("FP026", id, message);
    }
}

fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(is_part)
}
