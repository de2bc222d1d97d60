//! The struct under an attribute.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Data, DeriveInput, Fields};

use super::attributes::doc_text;
use super::field::{self, FieldDef};
use super::recover::recover;
use crate::diagnostics::Diagnostics;

/// A struct with named fields, as declared.
pub(crate) struct StructDef {
    pub(crate) input: DeriveInput,
    pub(crate) doc: String,
    pub(crate) fields: Vec<FieldDef>,
}

/// What stands under an attribute.
pub(crate) enum Item {
    /// What should.
    Struct(StructDef),
    /// A type of another shape; the mistake is noted.
    OtherType(DeriveInput),
    /// No type at all; the mistake is noted.
    Other(TokenStream),
}

/// Reads the item under an attribute.
pub(crate) fn read(attribute: &str, tokens: TokenStream, diagnostics: &mut Diagnostics) -> Item {
    match read_type(attribute, "a struct with named fields", tokens, diagnostics) {
        Ok(input) => match fields(&input, diagnostics) {
            Some(fields) => Item::Struct(StructDef { doc: doc_text(&input.attrs), input, fields }),
            None => Item::OtherType(input),
        },
        Err(tokens) => Item::Other(tokens),
    }
}

/// Reads the type under an attribute; gives back what is none.
pub(crate) fn read_type(
    attribute: &str,
    wanted: &str,
    tokens: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Result<DeriveInput, TokenStream> {
    let error = match syn::parse2::<DeriveInput>(tokens.clone()) {
        Ok(input) => return Ok(input),
        Err(error) => error,
    };
    match keyword(&tokens) {
        Some(TokenTree::Ident(word)) if word == "struct" || word == "enum" || word == "union" => {
            if let Some(input) = recover(&tokens, diagnostics) {
                return Ok(input);
            }
            diagnostics.at("FP020", error.span(), format!("this is not understood; declare {wanted}"));
        }
        Some(word) => {
            let message = format!("`#[{attribute}]` stands on {wanted}, and this is a `{word}`");
            diagnostics.on("FP020", word, message);
        }
        None => diagnostics.on("FP020", &tokens, format!("`#[{attribute}]` stands on {wanted}")),
    }
    Err(tokens)
}

/// The word that says what an item is.
fn keyword(tokens: &TokenStream) -> Option<TokenTree> {
    const WORDS: [&str; 11] =
        ["struct", "enum", "union", "fn", "trait", "impl", "mod", "type", "const", "static", "use"];
    tokens.clone().into_iter().find(|token| matches!(token, TokenTree::Ident(word) if WORDS.iter().any(|w| word == w)))
}

/// The named fields. `None` if there can be none; the mistake is noted then.
fn fields(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<Vec<FieldDef>> {
    no_generics(input, diagnostics);
    let what = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                return Some(named.named.iter().filter_map(|f| field::parse(f, diagnostics)).collect());
            }
            Fields::Unit => return Some(Vec::new()),
            Fields::Unnamed(_) => "fields without names have no wire names",
        },
        Data::Enum(_) => "an enum has no fields to send (for wire values use `#[freedompay_enum]`)",
        Data::Union(_) => "a union has no form on the wire",
    };
    let message = format!("{what}; declare a struct with named fields: `pub struct {} {{ … }}`", input.ident);
    diagnostics.on("FP020", &input.ident, message);
    None
}

pub(crate) fn no_generics(input: &DeriveInput, diagnostics: &mut Diagnostics) {
    if !input.generics.params.is_empty() {
        let message = "a declaration has no type parameters or lifetimes, because its table is static: \
                       name the types, and own what is borrowed";
        diagnostics.on("FP021", &input.generics, message);
    }
}
