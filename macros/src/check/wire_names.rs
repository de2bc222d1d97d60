//! What fields are called on the wire.

use super::role::Role;
use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::field::{FieldDef, Location};

/// Sets the wire name of a field.
pub(super) fn set(field: &mut FieldDef, role: Role<'_>, diagnostics: &mut Diagnostics) {
    if field.rest {
        "*".clone_into(&mut field.wire);
        return;
    }
    if let Some(rename) = field.rename.as_ref().filter(|rename| rename.value().is_empty()) {
        diagnostics.on("FP003", rename, "a wire name is not empty: write it as the documentation prints it");
        return;
    }
    match (role, &field.rename) {
        (Role::Endpoint(Some(api)), _) if matches!(field.location, Location::Body | Location::Query) => {
            of_api(field, api, diagnostics);
        }
        (_, Some(rename)) => field.wire = rename.value(),
        (Role::Request(prefix) | Role::Answer(prefix), None) => prefixed(field, prefix, diagnostics),
        (Role::Endpoint(_), None) => {}
    }
}

/// The top-level fields of an API carry its prefix without exception.
fn of_api(field: &mut FieldDef, api: &Api, diagnostics: &mut Diagnostics) {
    let said = field.rename.as_ref().map_or_else(|| unraw(&field.ident), syn::LitStr::value);
    let full = if said.starts_with(api.prefix) { said.clone() } else { format!("{}{said}", api.prefix) };
    if api.added_fields().contains(&full.as_str()) {
        let message =
            format!("`{full}` belongs to the signature, which the client makes for every call: remove the field");
        diagnostics.on("FP011", field.named(), message);
        field.is_invalid = true;
        return;
    }
    match &field.rename {
        Some(rename) if !said.starts_with(api.prefix) => {
            let message = format!(
                "every field of this API begins with `{0}`: `rename = \"{0}{said}\"` (merchant fields go into a field \
                 with `#[freedompay(rest)]`)",
                api.prefix
            );
            diagnostics.on("FP012", rename, message);
        }
        _ if api.prefix.is_empty() && said.starts_with("pg_") => {
            let message =
                format!("the prefix `pg_` belongs to the form APIs, and this is the {} API: remove it", api.rust);
            diagnostics.on("FP012", field.named(), message);
        }
        Some(_) => field.wire = said,
        None => prefixed(field, api.prefix, diagnostics),
    }
}

/// An object may mix, and says so with `rename`.
fn prefixed(field: &mut FieldDef, prefix: &str, diagnostics: &mut Diagnostics) {
    match field.wire.strip_prefix(prefix) {
        Some(short) if !prefix.is_empty() => {
            let message = format!("the prefix `{prefix}` is added to every field: name it `{short}`");
            diagnostics.on("FP012", &field.ident, message);
        }
        _ => field.wire = format!("{prefix}{}", field.wire),
    }
}
