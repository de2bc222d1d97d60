//! The names of fields on the wire.

use super::role::Role;
use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::field::{FieldDef, Location, Verdict};

/// Sets the wire name of a field.
pub(super) fn set(field: &mut FieldDef, role: Role<'_>, diagnostics: &mut Diagnostics) {
    if field.rest {
        "*".clone_into(&mut field.wire);
        return;
    }
    if let Some(rename) = field.rename.as_ref().filter(|rename| rename.value().is_empty()) {
        diagnostics.on("FP003", rename, "a wire name must not be empty: copy it from the documentation");
        return;
    }
    match (role, &field.rename) {
        (Role::Endpoint(Some(api)), _) if matches!(field.location, Location::Body | Location::Query) => {
            of_api(field, api, diagnostics);
        }
        (_, Some(rename)) => field.wire = rename.value(),
        (Role::Request(prefix) | Role::Response(prefix), None) => prefixed(field, prefix, diagnostics),
        (Role::Endpoint(_), None) => {}
    }
}

/// Sets the name of a top-level field, which carries the prefix of its API without exception.
fn of_api(field: &mut FieldDef, api: &Api, diagnostics: &mut Diagnostics) {
    let given = field.rename.as_ref().map_or_else(|| unraw(&field.ident), syn::LitStr::value);
    let full = if given.starts_with(&*api.prefix) { given.clone() } else { format!("{}{given}", api.prefix) };
    if api.added_fields().contains(&full.as_str()) {
        let message =
            format!("`{full}` belongs to the signature, which the client adds to every call: remove the field");
        diagnostics.on("FP011", field.named(), message);
        field.verdict = Verdict::Invalid;
        return;
    }
    match &field.rename {
        Some(rename) if !given.starts_with(&*api.prefix) => {
            let message = format!(
                "every field of this API begins with `{0}`: write `rename = \"{0}{given}\"` (merchant fields belong in a field \
                 with `#[freedompay(rest)]`)",
                api.prefix
            );
            diagnostics.on("FP012", rename, message);
        }
        _ if api.has_jws() && api.prefix.is_empty() && given.starts_with("pg_") => {
            let message =
                format!("the prefix `pg_` belongs to the form APIs, but this is the {} API: remove it", api.rust);
            diagnostics.on("FP012", field.named(), message);
        }
        Some(_) => field.wire = given,
        None => prefixed(field, &api.prefix, diagnostics),
    }
}

/// Adds the prefix. A field of an object without the prefix has `rename`.
fn prefixed(field: &mut FieldDef, prefix: &str, diagnostics: &mut Diagnostics) {
    match field.wire.strip_prefix(prefix) {
        Some(short) if !prefix.is_empty() => {
            let message = format!("the prefix `{prefix}` is added to every field: rename this one to `{short}`");
            diagnostics.on("FP012", &field.ident, message);
        }
        _ => field.wire = format!("{prefix}{}", field.wire),
    }
}
