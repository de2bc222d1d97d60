//! Attributes that are not ours, where they would contradict what we write.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

use crate::diagnostics::Diagnostics;
use crate::parse::split::split;

/// Those on the declaration. `provided` are the traits that come with it.
pub(super) fn item(attrs: &[Attribute], provided: &[&str], diagnostics: &mut Diagnostics) {
    for attr in attrs {
        match last_word(attr).as_str() {
            "derive" => {
                for word in words(tokens(attr)).filter(|word| provided.iter().any(|name| word == name)) {
                    let message = format!("`{word}` comes with the declaration where it belongs: remove it");
                    diagnostics.on("FP019", &word, message);
                }
            }
            "serde" => {
                let message = "the static table would not follow serde's attributes: \
                               use `#[freedompay(rename = \"…\")]` on the fields";
                diagnostics.on("FP019", attr.path(), message);
            }
            "freedompay" => {
                let message = "`#[freedompay(…)]` stands on fields and variants; what concerns the whole stands \
                               in the attribute of the declaration";
                diagnostics.on("FP001", attr.path(), message);
            }
            "freedompay_endpoint" | "freedompay_model" | "freedompay_enum" => {
                let message = "a type is declared once, as a call, an answer or an enum: remove one of the attributes";
                diagnostics.on("FP002", attr.path(), message);
            }
            _ => {}
        }
    }
}

/// Deprecation belongs into the table, too.
pub(super) fn deprecated(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("deprecated")) {
        let message = "the table has to know it, too: `deprecated = \"what to use instead\"` among the arguments";
        diagnostics.on("FP019", attr.path(), message);
    }
}

/// Those on a field or a variant.
pub(super) fn part(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    // These change how a value is read or written, not what it is called or where it stands.
    const HARMLESS: [&str; 5] = ["alias", "default", "deserialize_with", "serialize_with", "with"];
    for attr in attrs {
        match last_word(attr).as_str() {
            "serde" => {
                for piece in split(tokens(attr), &[], &mut Diagnostics::default()) {
                    let Some(TokenTree::Ident(word)) = piece.first() else { continue };
                    if !HARMLESS.iter().any(|harmless| word == harmless) {
                        let message = "the static table would not follow this: use `#[freedompay(rename = \"…\")]` \
                                       or `#[freedompay(rest)]`";
                        diagnostics.on("FP019", word, message);
                    }
                }
            }
            "cfg" | "cfg_attr" => {
                let message = "the static table has no conditions: put it on a declaration of its own";
                diagnostics.on("FP019", attr.path(), message);
            }
            "freedompay" if !matches!(attr.meta, Meta::List(_)) => {
                diagnostics.on(
                    "FP003",
                    &attr.meta,
                    "the arguments stand in parentheses: `#[freedompay(max_len = 36)]`",
                );
            }
            _ => {}
        }
    }
}

fn last_word(attr: &Attribute) -> String {
    attr.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn tokens(attr: &Attribute) -> TokenStream {
    match &attr.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

fn words(tokens: TokenStream) -> impl Iterator<Item = proc_macro2::Ident> {
    tokens.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    })
}
