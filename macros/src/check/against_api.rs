//! What contradicts the API that a call belongs to.

use crate::api::Api;
use crate::diagnostics::Mistakes;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::FieldDef;

pub(super) fn check(api: &Api, args: &EndpointArgs, fields: &[FieldDef], mistakes: &mut Mistakes) {
    let this = format!("and this is the {} API: remove it", api.rust);
    if let Some(script) = args.script.as_ref().filter(|_| !api.is_form) {
        let message = format!("`script` names what `pg_sig` covers, as the form APIs are signed, {this}");
        mistakes.on("FP012", script, message);
    }
    if let Some(key) = args.key.as_ref().filter(|_| !api.is_form) {
        mistakes.on("FP012", key, format!("`key` picks one of the two keys of the form APIs, {this}"));
    }
    if let Some(unnamed) = args.unnamed_answer.as_ref().filter(|_| !api.is_form) {
        mistakes.on("FP012", unnamed, format!("`unnamed_answer` is about the signed answers of the form APIs, {this}"));
    }
    if let Some(legacy) = args.legacy_header.as_ref().filter(|_| api.is_form) {
        mistakes.on("FP012", legacy, format!("`legacy_header` is about the JWS of the old invoices, {this}"));
    }
    if let Some(action) = args.action.as_ref().filter(|_| !api.has_actions) {
        mistakes.on("FP012", action, format!("`action` is the `X-Action` of the Gateway Async API, {this}"));
    }
    for rest in fields.iter().filter_map(|field| field.argument("rest")).filter(|_| !api.is_form) {
        mistakes.on("FP012", rest, format!("`rest` takes the merchant fields of the form APIs, {this}"));
    }
}
