//! An enum of wire values.

use quote::ToTokens as _;
use syn::{DataEnum, DeriveInput, Fields, Variant};

use super::attributes;
use crate::diagnostics::Diagnostics;
use crate::parse::item::no_generics;
use crate::parse::open_enum::{EnumArgs, VariantDef};

/// The traits that the expansion implements, and `Copy`, which the `String` in `Unknown` rules out.
const PROVIDED: [&str; 8] = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash", "Serialize", "Deserialize"];

pub(crate) fn check(
    args: &EnumArgs,
    input: &DeriveInput,
    data: &DataEnum,
    variants: &[VariantDef],
    diagnostics: &mut Diagnostics,
) {
    no_generics(input, diagnostics);
    let refused = |name: &str| {
        let message = || format!("the declaration already implements `{name}` where it applies: remove it");
        PROVIDED.contains(&name).then(message)
    };
    attributes::item(&input.attrs, refused, diagnostics);
    if let Some(case) = args.case.as_ref().filter(|_| args.numeric) {
        let message = "`numeric` and `case` exclude each other, because numbers have no case: remove one";
        diagnostics.on("FP002", case, message);
    }
    if data.variants.is_empty() {
        let message = "an enum of wire values needs a known value: add a variant, or use a `String`";
        diagnostics.on("FP020", &input.ident, message);
    }
    for (shape, variant) in data.variants.iter().zip(variants) {
        attributes::part(&shape.attrs, diagnostics);
        if is_plain(shape, args.numeric, diagnostics) {
            value(variant, args.numeric, diagnostics);
        }
    }
    for (at, variant) in variants.iter().enumerate() {
        let is_same = |other: &&VariantDef| other.wire == variant.wire && !other.wire.is_empty();
        if let Some(other) = variants.iter().take(at).find(is_same) {
            let message =
                format!("`{}` already has the wire value `{}`: change one of the two", other.ident, variant.wire);
            diagnostics.on("FP022", &variant.ident, message);
        }
    }
}

/// Reports whether a variant is a name only; reports anything beside it.
fn is_plain(variant: &Variant, numeric: bool, diagnostics: &mut Diagnostics) -> bool {
    let text = |value: &syn::Expr| value.to_token_stream().to_string().trim_matches('"').to_owned();
    let given = variant.discriminant.as_ref().map(|(_, value)| text(value));
    let given = given.filter(|given| !numeric || is_number(given)).unwrap_or_else(|| "…".to_owned());
    let message = format!(
        "a variant cannot have fields or a discriminant; write its wire value as `#[freedompay(rename = \"{given}\")]`"
    );
    match (&variant.fields, &variant.discriminant) {
        (Fields::Named(fields), _) => diagnostics.on("FP020", fields, message),
        (Fields::Unnamed(fields), _) => diagnostics.on("FP020", fields, message),
        (Fields::Unit, Some((_, number))) => diagnostics.on("FP020", number, message),
        (Fields::Unit, None) => return true,
    }
    false
}

/// Checks the wire value of a variant.
fn value(variant: &VariantDef, numeric: bool, diagnostics: &mut Diagnostics) {
    if variant.ident == "Unknown" {
        let message = "`Unknown` is added for values that are not known yet: remove it, or rename it \
                       and add `#[freedompay(rename = \"…\")]`";
        return diagnostics.on("FP011", &variant.ident, message);
    }
    match (&variant.rename, numeric) {
        (Some(rename), _) if variant.wire.is_empty() => {
            diagnostics.on("FP003", rename, "a wire value must not be empty: copy it from the documentation");
        }
        (Some(rename), true) if !is_number(&variant.wire) => {
            diagnostics.on("FP003", rename, "a value of a numeric enum must be an integer in quotes: `rename = \"7\"`");
        }
        (None, true) if !variant.has_rename => {
            let message = "every variant of a numeric enum needs its number: `#[freedompay(rename = \"7\")]`";
            diagnostics.on("FP003", &variant.ident, message);
        }
        _ => {}
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}
