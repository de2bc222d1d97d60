//! The fields of a request, a response or a nested object.

use quote::ToTokens as _;

use super::role::Role;
use super::{arguments, attributes, limits, names, secrets, wire_names};
use crate::diagnostics::Diagnostics;
use crate::names::{RESERVED, unraw};
use crate::parse::field::{FieldDef, Verdict};
use crate::parse::item::StructDef;

/// Checks the rules that all declared structs share. Sets every field's wire name.
pub(crate) fn check(def: &mut StructDef, role: Role<'_>, diagnostics: &mut Diagnostics) {
    let required = def.fields.iter().find(|field| is_required(field, role)).map(|field| unraw(&field.ident));
    attributes::item(&def.input.attrs, |name| refused(name, role, required.as_deref()), diagnostics);
    let own_name = unraw(&def.input.ident);
    let is_public = matches!(def.input.vis, syn::Visibility::Public(_));
    for field in &mut def.fields {
        if is_public && !matches!(field.vis, syn::Visibility::Public(_)) {
            let message = format!("`{0}` is less visible than its declaration: write `pub {0}`", field.ident);
            diagnostics.on("FP018", &field.ident, message);
        }
        attributes::part(&field.attrs, diagnostics);
        arguments::conflicts(field, diagnostics);
        method_name(field, role, diagnostics);
        wire_names::set(field, role, diagnostics);
        if !field.is_invalid() {
            let before = diagnostics.count();
            recursion(field, &own_name, diagnostics);
            float(field, diagnostics);
            rest(field, role, diagnostics);
            if diagnostics.count() > before {
                field.verdict = Verdict::WrongType;
            }
            secrets::check(field, &own_name, diagnostics);
            limits::check(field, diagnostics);
        }
    }
    for (at, field) in def.fields.iter().enumerate() {
        let Some(other) = def.fields.iter().take(at).find(|other| other.wire == field.wire) else { continue };
        let message = if field.rest {
            format!("`{}` already has `rest`: remove one of the two", other.ident)
        } else {
            format!("`{}` already has the wire name `{}`: rename one of the two", other.ident, field.wire)
        };
        diagnostics.on("FP022", field.named(), message);
    }
}

/// Reports whether a message without the field is incomplete.
fn is_required(field: &FieldDef, role: Role<'_>) -> bool {
    let is_list = matches!(role, Role::Response(_)) && field.type_name() == "Vec";
    field.optional().is_none() && !field.rest && !is_list
}

/// Returns what is wrong with a derive of a trait.
fn refused(name: &str, role: Role<'_>, required: Option<&str>) -> Option<String> {
    match (name, required, role) {
        ("Default", Some(field), Role::Response(_)) => Some(format!(
            "a response without its required `{field}` is none: remove `Default`, or make the field an `Option`"
        )),
        ("Default", Some(field), _) => Some(format!(
            "a request without its required `{field}` would be refused: remove `Default`; `new` takes what is required"
        )),
        ("Default", None, _) => {
            Some("no field is required, so the declaration implements `Default`: remove it".to_owned())
        }
        ("Debug" | "Clone" | "Serialize" | "Deserialize", ..) => {
            Some(format!("the declaration already implements `{name}` where it applies: remove it"))
        }
        _ => None,
    }
}

/// Reports a setter named like a function of every request.
fn method_name(field: &FieldDef, role: Role<'_>, diagnostics: &mut Diagnostics) {
    let taken: &[&str] = match role {
        Role::Endpoint(_) | Role::Request(_) => &RESERVED,
        Role::Response(_) => &[],
    };
    let name = unraw(&field.ident);
    let has_setter = field.optional().is_some() || field.rest;
    if has_setter && taken.contains(&name.as_str()) {
        let message = format!(
            "`{name}` is a function of every request: rename the field and add `#[freedompay(rename = \"{name}\")]`"
        );
        diagnostics.on("FP019", &field.ident, message);
    }
}

/// Reports an object that contains itself: its table would never end.
fn recursion(field: &FieldDef, own_name: &str, diagnostics: &mut Diagnostics) {
    if let Some(inside) = field.mention(own_name).or_else(|| field.mention("Self")) {
        let message = "an object cannot contain itself, because its table is static: use a `Value` or another object";
        diagnostics.on("FP021", inside, message);
    }
}

/// Reports floats.
fn float(field: &FieldDef, diagnostics: &mut Diagnostics) {
    for float in ["f32", "f64"].iter().filter_map(|float| field.mention(float)) {
        let message = if names::is_money(&field.wire) {
            "money must not be a float: use `Amount`, which keeps every digit"
        } else {
            "a float does not have an exact text to sign: use `Amount` for decimals, or an integer"
        };
        diagnostics.on("FP016", float, message);
    }
}

/// Checks the type of a `rest` field: sent values are text, received ones may be nested.
fn rest(field: &FieldDef, role: Role<'_>, diagnostics: &mut Diagnostics) {
    let ty = field.ty.to_token_stream().to_string().replace(' ', "");
    let inner = ty.rsplit_once("BTreeMap<").map(|(_, inner)| inner).unwrap_or_default();
    let is_map = match role {
        Role::Response(_) => inner.contains("String,"),
        Role::Endpoint(_) | Role::Request(_) => inner.matches("String").count() == 2,
    };
    if field.rest && !is_map {
        let message = "a field with `rest` collects names and texts: its type must be `BTreeMap<String, String>`";
        diagnostics.on("FP017", &field.ty, message);
    }
}
