//! The fields of a request, an answer or a nested object.

use crate::diagnostics::Mistakes;
use crate::parse::field::{FieldDef, Place};
use crate::parse::item::{StructDef, derives};

/// What all declared structs have in common. Sets every field's wire name.
pub(crate) fn check(def: &mut StructDef, prefix: &str, is_endpoint: bool, mistakes: &mut Mistakes) {
    let is_public = matches!(def.input.vis, syn::Visibility::Public(_));
    for name in ["Debug", "Clone", "Serialize", "Deserialize", "Default"] {
        if derives(&def.input.attrs, name) {
            let what = format!("`{name}` comes with the declaration where it belongs; remove it from the derives");
            mistakes.on("FP019", &def.input.ident, what);
        }
    }
    for field in &mut def.fields {
        wire_name(field, prefix, is_endpoint, mistakes);
        one(field, is_public, mistakes);
        super::limits::check(field, mistakes);
    }
    for (at, field) in def.fields.iter().enumerate() {
        if def.fields.iter().take(at).any(|other| other.wire == field.wire) {
            mistakes.on("FP022", &field.ident, format!("two fields have the wire name `{}`", field.wire));
        }
    }
}

/// An endpoint's fields carry the prefix without exception; an object may mix, and says so with `rename`.
fn wire_name(field: &mut FieldDef, prefix: &str, is_endpoint: bool, mistakes: &mut Mistakes) {
    if field.rest.is_some() {
        field.wire = "*".to_owned();
        return;
    }
    let prefixed = matches!(field.place, Place::Body | Place::Query);
    let is_bound = prefixed && is_endpoint;
    match &field.rename {
        Some(rename) if rename.value().is_empty() => mistakes.on("FP003", rename, "a wire name is not empty"),
        Some(rename) if is_bound && !rename.value().starts_with(prefix) => {
            let message = format!(
                "every field of this API begins with `{prefix}` (merchant fields go into a field with `#[freedompay(rest)]`)"
            );
            mistakes.on("FP012", rename, message);
        }
        Some(rename) if is_bound && prefix.is_empty() && rename.value().starts_with("pg_") => {
            mistakes.on("FP012", rename, "the prefix `pg_` belongs to the form APIs, and this is a JSON API");
        }
        Some(rename) => field.wire = rename.value(),
        None if prefixed && !prefix.is_empty() && field.wire.starts_with(prefix) => {
            let short = field.wire.trim_start_matches(prefix);
            mistakes.on(
                "FP012",
                &field.ident,
                format!("the prefix `{prefix}` is added to every field: name it `{short}`"),
            );
        }
        None if prefixed => field.wire = format!("{prefix}{}", field.wire),
        None => {}
    }
}

fn one(field: &FieldDef, is_public: bool, mistakes: &mut Mistakes) {
    if is_public && !matches!(field.vis, syn::Visibility::Public(_)) {
        mistakes.on(
            "FP018",
            &field.ident,
            format!("`{}` is private in a public declaration: write `pub`", field.ident),
        );
    }
    let ty = field.type_name();
    let is_float = matches!(ty.as_str(), "f32" | "f64");
    if is_float {
        let message = if super::names::is_money(&field.wire) {
            "money is never a float: use `Amount`, which keeps every digit"
        } else {
            "a float has no exact text, and the text is what is signed: use `Amount` for decimals, or an integer"
        };
        mistakes.on("FP016", &field.ty, message);
    }
    let masks_itself =
        matches!(ty.as_str(), "Secret" | "CardNumber" | "Cvc" | "ExpiryMonth" | "ExpiryYear" | "CardHolder");
    let may_be_secret = !masks_itself && !matches!(ty.as_str(), "bool" | "Flag");
    if may_be_secret && !field.secret && !field.not_secret && super::names::is_sensitive(&field.wire) {
        let message = format!(
            "`{}` sounds like card data or a secret: mark it `#[freedompay(secret)]` so that it is never printed, \
             or `#[freedompay(not_secret)]` if it is neither",
            field.ident
        );
        mistakes.on("FP015", &field.ident, message);
    }
    for attr in &field.attrs {
        if attr.path().is_ident("serde") {
            let mut refused = Vec::new();
            let _ = attr.parse_nested_meta(|meta| {
                if ["rename", "flatten", "skip", "skip_serializing"].iter().any(|name| meta.path.is_ident(name)) {
                    refused.push(meta.path.clone());
                }
                let _ = meta.value().and_then(syn::parse::ParseBuffer::parse::<proc_macro2::TokenTree>);
                Ok(())
            });
            for path in refused {
                let message = "the static table would not follow this: use `#[freedompay(rename = \"…\")]` or `#[freedompay(rest)]`";
                mistakes.on("FP019", path, message);
            }
        }
    }
}
