//! An enum of wire values.

use syn::{DataEnum, DeriveInput, Fields};

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
    attributes::item(&input.attrs, &PROVIDED, diagnostics);
    if let Some(case) = args.case.as_ref().filter(|_| args.numeric) {
        let message = "`numeric` and `case` exclude each other, because numbers have no case: remove one";
        diagnostics.on("FP002", case, message);
    }
    for variant in &data.variants {
        attributes::part(&variant.attrs, diagnostics);
        let message =
            "a variant cannot have fields or a discriminant; write its wire value as `#[freedompay(rename = \"…\")]`";
        match (&variant.fields, &variant.discriminant) {
            (Fields::Named(fields), _) => diagnostics.on("FP020", fields, message),
            (Fields::Unnamed(fields), _) => diagnostics.on("FP020", fields, message),
            (Fields::Unit, Some((_, number))) => diagnostics.on("FP020", number, message),
            (Fields::Unit, None) => {}
        }
    }
    for (at, variant) in variants.iter().enumerate() {
        if variant.ident == "Unknown" {
            let message = "`Unknown` is added for values that are not known yet: remove it, or rename it \
                           and add `#[freedompay(rename = \"…\")]`";
            diagnostics.on("FP011", &variant.ident, message);
            continue;
        }
        let is_number = variant.wire.parse::<i64>().is_ok_and(|number| number.to_string() == variant.wire);
        match (&variant.rename, args.numeric) {
            (Some(rename), _) if variant.wire.is_empty() => {
                diagnostics.on("FP003", rename, "a wire value must not be empty: copy it from the documentation");
            }
            (Some(rename), true) if !is_number => {
                diagnostics.on(
                    "FP003",
                    rename,
                    "a value of a numeric enum must be an integer in quotes: `rename = \"7\"`",
                );
            }
            (None, true) if !variant.has_rename => {
                let message = "every variant of a numeric enum needs its number: `#[freedompay(rename = \"7\")]`";
                diagnostics.on("FP003", &variant.ident, message);
            }
            _ => {}
        }
        if let Some(other) = variants.iter().take(at).find(|other| other.wire == variant.wire) {
            let message =
                format!("`{}` already has the wire value `{}`: change one of the two", other.ident, variant.wire);
            diagnostics.on("FP022", &variant.ident, message);
        }
    }
}
