//! Pairs the parameters of the path with the fields that fill them, and reports body fields of a GET.

use quote::ToTokens as _;

use crate::api::Api;
use crate::diagnostics::{Diagnostics, closest};
use crate::names::unraw;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::{FieldDef, Location};

pub(super) fn check(
    args: &EndpointArgs,
    api: Option<&Api>,
    parameters: Option<&[String]>,
    fields: &[FieldDef],
    diagnostics: &mut Diagnostics,
) {
    for field in fields.iter().filter(|field| is_in_path(field)) {
        if field.optional().is_some() {
            let message = format!("a path parameter cannot be optional: write `{}`", field.inner().to_token_stream());
            diagnostics.on("FP008", &field.ty, message);
        } else if field.is_many() {
            diagnostics.on(
                "FP008",
                &field.ty,
                "a path parameter must be a single value: a string, an integer or a `Uuid`",
            );
        }
    }
    let unmarked = parameters.map_or_else(Vec::new, |parameters| fill(args, api, parameters, fields, diagnostics));
    let is_get = args.method.as_ref().is_some_and(|method| method.value() == "GET");
    let is_bodiless = args.body.as_ref().map_or(is_get && !args.has("body"), |body| body == "never");
    // The form APIs take their fields in the query then; a JSON body has no such form.
    if is_bodiless && api.is_some_and(|api| !api.is_form()) {
        let in_body =
            |field: &&FieldDef| matches!(field.location, Location::Body) && !field.rest && !field.is_invalid();
        let call =
            if is_get { "a GET does not have a body" } else { "with `body = never` nothing is sent in the body" };
        for field in fields.iter().filter(in_body).filter(|field| !unmarked.contains(&&field.ident)) {
            let message = format!(
                "{call}: mark the field `#[freedompay(query)]`, `#[freedompay(path)]` or `#[freedompay(header = \"…\")]`"
            );
            diagnostics.on("FP009", &field.ident, message);
        }
    }
}

fn is_in_path(field: &FieldDef) -> bool {
    matches!(field.location, Location::Path) && !field.is_invalid()
}

/// Reports whether two names differ in case and separators only.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.replace(['_', '-', '.'], "").to_lowercase();
    letters(one) == letters(other)
}

/// Pairs parameters and fields. A misspelt pair is one error, not two. Returns the fields that should have been marked.
fn fill<'a>(
    args: &EndpointArgs,
    api: Option<&Api>,
    parameters: &[String],
    fields: &'a [FieldDef],
    diagnostics: &mut Diagnostics,
) -> Vec<&'a syn::Ident> {
    // The shop's own number in a path comes from the credentials.
    let is_ours = |name: &str| name == "merchant_id" && api.is_some_and(Api::has_pg_sig);
    let fills = |field: &FieldDef, name: &str| {
        if field.is_invalid() { unraw(&field.ident) == name } else { is_in_path(field) && field.wire == name }
    };
    // A field whose wire name is not readable fills whichever is left.
    let is_any = fields.iter().any(|field| is_in_path(field) && field.is_unnamed());
    let is_filled = |name: &str| is_any || fields.iter().any(|field| fills(field, name));
    let mut open: Vec<&str> =
        parameters.iter().map(String::as_str).filter(|name| !is_ours(name) && !is_filled(name)).collect();
    let is_open = |field: &&FieldDef| is_in_path(field) && !field.is_unnamed() && !parameters.contains(&field.wire);
    for field in fields.iter().filter(is_open) {
        let same = open.iter().copied().find(|name| is_same(name, &field.wire));
        let instead = match same.or_else(|| closest(&field.wire, open.iter().copied())) {
            Some(meant) => {
                open.retain(|name| *name != meant);
                match same.filter(|_| field.rename.is_none()) {
                    Some(name) => format!(": write `#[freedompay(path, rename = \"{name}\")]`"),
                    None => format!("; did you mean `{meant}`?"),
                }
            }
            None => format!(": add `{{{}}}` to the path, or remove `path` from the field", field.wire),
        };
        diagnostics.on("FP007", field.named(), format!("`uri` has no parameter `{{{}}}`{instead}", field.wire));
    }
    let mut unmarked = Vec::new();
    for name in open {
        let is_meant = |field: &&FieldDef| unraw(&field.ident) == name || field.wire == name;
        let unplaced = || fields.iter().filter(|field| !is_in_path(field));
        let meant = unplaced().find(is_meant);
        match meant.or_else(|| unplaced().find(|field| is_same(name, &unraw(&field.ident)))) {
            Some(field) => {
                unmarked.push(&field.ident);
                let rename = if meant.is_none() { format!(", rename = \"{name}\"") } else { String::new() };
                let message = format!("`{{{name}}}` of `uri` needs a marked field: add `#[freedompay(path{rename})]`");
                diagnostics.on("FP007", &field.ident, message);
            }
            None => {
                let (field, rename) = match crate::names::snake(name) {
                    snake if snake == name => (snake, String::new()),
                    snake => (snake.replace(['-', '.'], "_"), format!(", rename = \"{name}\"")),
                };
                let message =
                    format!("no field fills `{{{name}}}`: add `#[freedompay(path{rename})] pub {field}: String`");
                diagnostics.on("FP007", &args.uri, message);
            }
        }
    }
    unmarked
}
