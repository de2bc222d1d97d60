//! Foreign attributes that would contradict the expansion.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

use crate::diagnostics::Diagnostics;
use crate::parse::split::split;

/// Checks the attributes of the declaration. `provided` are the traits that the expansion implements.
pub(super) fn item(attrs: &[Attribute], provided: &[&str], diagnostics: &mut Diagnostics) {
    for attr in attrs {
        match last_word(attr).as_str() {
            "derive" => {
                for word in words(tokens(attr)).filter(|word| provided.iter().any(|name| word == name)) {
                    let message = format!("the declaration already implements `{word}` where it applies: remove it");
                    diagnostics.on("FP019", &word, message);
                }
            }
            "serde" => {
                let message = "serde attributes are not reflected in the static table: \
                               use `#[freedompay(rename = \"…\")]` on the fields";
                diagnostics.on("FP019", attr.path(), message);
            }
            "freedompay" => {
                let message = "`#[freedompay(…)]` belongs on fields and variants; put arguments of the whole type into \
                               the attribute of the declaration";
                diagnostics.on("FP001", attr.path(), message);
            }
            "freedompay_endpoint" | "freedompay_model" | "freedompay_enum" => {
                let message =
                    "a type can be declared only once, as a call, a response or an enum: remove one of the attributes";
                diagnostics.on("FP002", attr.path(), message);
            }
            _ => {}
        }
    }
}

/// Reports `#[deprecated]`: the table must list the deprecation too.
pub(super) fn deprecated(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("deprecated")) {
        let message =
            "the table must list the deprecation too: write `deprecated = \"what to use instead\"` among the arguments";
        diagnostics.on("FP019", attr.path(), message);
    }
}

/// Checks the attributes of a field or a variant.
pub(super) fn part(attrs: &[Attribute], diagnostics: &mut Diagnostics) {
    // These change how a value is read or written, not its name or its place.
    const HARMLESS: [&str; 5] = ["alias", "default", "deserialize_with", "serialize_with", "with"];
    for attr in attrs {
        match last_word(attr).as_str() {
            "serde" => {
                for piece in split(tokens(attr), &[], &mut Diagnostics::default()) {
                    let Some(TokenTree::Ident(word)) = piece.first() else { continue };
                    if !HARMLESS.iter().any(|harmless| word == harmless) {
                        let message = "this is not reflected in the static table: use `#[freedompay(rename = \"…\")]` \
                                       or `#[freedompay(rest)]`";
                        diagnostics.on("FP019", word, message);
                    }
                }
            }
            "cfg" | "cfg_attr" => {
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
