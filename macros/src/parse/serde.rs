//! The attributes of serde that a field may have: they change how a value is read or written, not its name or its place.

use proc_macro2::TokenTree;
use syn::{Attribute, LitStr, Meta, Path};

use super::args::{self, ArgValue};
use super::split::split;
use crate::diagnostics::Diagnostics;

pub(crate) const HARMLESS: [&str; 5] = ["alias", "default", "deserialize_with", "serialize_with", "with"];

/// The attributes of serde on one field.
#[derive(Default)]
pub(crate) struct SerdeArgs {
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) deserialize_with: Option<Path>,
    pub(crate) serialize_with: Option<Path>,
}

/// The value of a member that is not there.
pub(crate) enum DefaultValue {
    OfType,
    Function(Path),
}

/// Reads the attributes that a field may have. The others are reported by the check.
pub(crate) fn parse(attrs: &[Attribute], diagnostics: &mut Diagnostics) -> SerdeArgs {
    let mut out = SerdeArgs::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        let Meta::List(list) = &attr.meta else { continue };
        for piece in split(list.tokens.clone(), &[], diagnostics) {
            let is_harmless = |word| HARMLESS.iter().any(|harmless| word == harmless);
            if !matches!(piece.first(), Some(TokenTree::Ident(word)) if is_harmless(word)) {
                continue;
            }
            let Some(arg) = args::one(piece, &HARMLESS, diagnostics) else { continue };
            let is_default = arg.name == "default";
            if is_default && matches!(arg.value, ArgValue::Flag) {
                out.default = Some(DefaultValue::OfType);
                continue;
            }
            let Some(text) = arg.string(diagnostics) else { continue };
            if arg.name == "alias" {
                out.aliases.push(text);
                continue;
            }
            let Ok(path) = text.parse::<Path>() else {
                diagnostics.on(
                    "FP003",
                    &text,
                    format!("`{}` names a function by its path: `\"module::function\"`", arg.name),
                );
                continue;
            };
            let of_module = |function: &str| {
                let function = syn::Ident::new(function, text.span());
                syn::parse_quote!(#path::#function)
            };
            match arg.name.to_string().as_str() {
                "default" => out.default = Some(DefaultValue::Function(path)),
                "deserialize_with" => out.deserialize_with = Some(path),
                "serialize_with" => out.serialize_with = Some(path),
                _ => {
                    out.deserialize_with = Some(of_module("deserialize"));
                    out.serialize_with = Some(of_module("serialize"));
                }
            }
        }
    }
    out
}
