//! Foreign attributes that would contradict the expansion.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

use crate::diagnostics::Diagnostics;
use crate::parse::attributes::{is_harmless, unconditional};
use crate::parse::serde::HARMLESS;
use crate::parse::split::split;

/// Checks the attributes of the declaration. `refused` returns what is wrong with a derive of a trait.
pub(super) fn item(attrs: &[Attribute], refused: impl Fn(&str) -> Option<String>, diagnostics: &mut Diagnostics) {
    for meta in attrs.iter().flat_map(unconditional) {
        match last_word(&meta).as_str() {
            "derive" => {
                for word in words(tokens(&meta)) {
                    if let Some(message) = refused(&word.to_string()) {
                        diagnostics.on("FP019", &word, message);
                    }
                }
            }
            "freedompay_above" => {
                for word in words(tokens(&meta)) {
                    if refused(&word.to_string()).is_some() {
                        let message = format!(
                            "`#[derive({word})]` above this attribute repeats what the declaration implements: remove it"
                        );
                        diagnostics.on("FP019", word, message);
                    }
                }
            }
            "serde" => {
                let message = "serde attributes are not reflected in the static table: \
                               use `#[freedompay(rename = \"…\")]` on the fields";
                diagnostics.on("FP019", meta.path(), message);
            }
            "freedompay" => {
                let message = "`#[freedompay(…)]` belongs on fields and variants; put arguments of the whole type into \
                               the attribute of the declaration";
                diagnostics.on("FP001", meta.path(), message);
            }
            "freedompay_api"
            | "freedompay_endpoint"
            | "freedompay_model"
            | "freedompay_enum"
            | "freedompay_callback" => {
                let message = "a type can be declared only once, as an API, a call, a response or an enum: remove one of the attributes";
                diagnostics.on("FP002", meta.path(), message);
            }
            _ => {}
        }
    }
}

/// Reports `#[deprecated]`: the table must list the deprecation too.
pub(super) fn deprecated(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    for meta in attrs.iter().flat_map(unconditional).filter(|meta| meta.path().is_ident("deprecated")) {
        let message =
            "the table must list the deprecation too: write `deprecated = \"what to use instead\"` among the arguments";
        diagnostics.on("FP019", meta.path(), message);
    }
}

/// Checks the attributes of a field or a variant.
pub(super) fn part(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    for attr in attrs {
        match last_word(&attr.meta).as_str() {
            "serde" => {
                for piece in split(tokens(&attr.meta), &[], &mut Diagnostics::default()) {
                    let Some(TokenTree::Ident(word)) = piece.first() else { continue };
                    if !HARMLESS.iter().any(|harmless| word == harmless) {
                        diagnostics.on("FP019", word, instead_of_serde(&word.to_string()));
                    }
                }
            }
            "cfg" | "cfg_attr" if !is_harmless(attr) => {
                let message = "the static table cannot be conditional: put the condition on a separate declaration";
                diagnostics.on("FP019", attr.path(), message);
            }
            "freedompay" if !matches!(attr.meta, Meta::List(_)) => {
                diagnostics.on("FP003", &attr.meta, "expected arguments in parentheses: `#[freedompay(max_len = 36)]`");
            }
            _ => {}
        }
    }
}

/// Returns what to write in the place of an attribute of serde.
fn instead_of_serde(word: &str) -> &'static str {
    match word {
        "skip_serializing_if" => "an absent `Option` is left out anyway: remove this, and make the field an `Option`",
        "skip" | "skip_serializing" | "skip_deserializing" => {
            "every field of a declaration is sent or read: remove the field, or make it an `Option`"
        }
        "flatten" => "this is not reflected in the static table: use `#[freedompay(rest)]`",
        "rename" => "this is not reflected in the static table: use `#[freedompay(rename = \"…\")]`",
        _ => "this is not reflected in the static table: remove it",
    }
}

fn last_word(meta: &Meta) -> String {
    meta.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn tokens(meta: &Meta) -> TokenStream {
    match meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

fn words(tokens: TokenStream) -> impl Iterator<Item = proc_macro2::Ident> {
    split(tokens, &[], &mut Diagnostics::default()).into_iter().filter_map(|piece| match piece.into_iter().last() {
        Some(TokenTree::Ident(word)) => Some(word),
        _ => None,
    })
}
