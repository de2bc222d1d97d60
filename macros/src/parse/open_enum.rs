//! `#[freedompay_enum]` and its variants.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, DataEnum, LitStr, Path};

use super::args::{self, ArgValue};
use super::attributes::take_freedompay;
use super::endpoint;
use crate::diagnostics::{Diagnostics, did_you_mean, list};
use crate::names::{snake, unraw};

const CASES: [&str; 5] = ["snake_case", "lowercase", "UPPERCASE", "SCREAMING_SNAKE_CASE", "kebab-case"];

/// Every argument, in the order of the documentation.
pub(crate) const ARGUMENTS: [&str; 3] = ["numeric", "case", "crate"];

/// Every argument of a variant.
pub(crate) const OF_VARIANT: [&str; 1] = ["rename"];

/// The arguments between the parentheses.
#[derive(Default)]
pub(crate) struct EnumArgs {
    pub(crate) numeric: bool,
    pub(crate) case: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

/// One known value.
pub(crate) struct VariantDef {
    pub(crate) ident: Ident,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) wire: String,
    /// The wire value as written, if it was.
    pub(crate) rename: Option<LitStr>,
    /// Whether `rename` is there, readable or not.
    pub(crate) has_rename: bool,
}

pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> EnumArgs {
    let mut out = EnumArgs::default();
    for arg in args::parse(tokens, &ARGUMENTS, diagnostics).list {
        match arg.name.to_string().as_str() {
            // A misspelt one says too little to demand a number of each variant.
            "numeric" => out.numeric = !matches!(arg.value, ArgValue::Broken) && arg.flag(diagnostics),
            "case" => out.case = arg.string(diagnostics).filter(|case| is_case(case, diagnostics)),
            _ => out.krate = endpoint::krate(&arg, diagnostics),
        }
    }
    out
}

fn is_case(case: &LitStr, diagnostics: &mut Diagnostics) -> bool {
    let value = case.value();
    let is_known = CASES.contains(&value.as_str());
    if !is_known {
        let meant = did_you_mean(&value, CASES);
        diagnostics.on("FP003", case, format!("`case` expects one of {}{meant}", list(&CASES)));
    }
    is_known
}

pub(crate) fn variants(args: &EnumArgs, data: &DataEnum, diagnostics: &mut Diagnostics) -> Vec<VariantDef> {
    let variant = |variant: &syn::Variant| {
        let mut out = VariantDef {
            ident: variant.ident.clone(),
            attrs: variant.attrs.clone(),
            wire: cased(&unraw(&variant.ident), args.case.as_ref()),
            rename: None,
            has_rename: false,
        };
        let args = args::parse(take_freedompay(&variant.attrs).0, &OF_VARIANT, diagnostics);
        out.has_rename = args.is_unclear;
        for arg in args.list {
            out.has_rename = true;
            out.rename = arg.string(diagnostics);
        }
        if let Some(rename) = &out.rename {
            out.wire = rename.value();
        }
        out
    };
    data.variants.iter().map(variant).collect()
}

fn cased(name: &str, case: Option<&LitStr>) -> String {
    let snake = snake(name);
    match case.map(LitStr::value).as_deref() {
        Some("lowercase") => snake.replace('_', ""),
        Some("UPPERCASE") => snake.replace('_', "").to_uppercase(),
        Some("SCREAMING_SNAKE_CASE") => snake.to_uppercase(),
        Some("kebab-case") => snake.replace('_', "-"),
        _ => snake,
    }
}
