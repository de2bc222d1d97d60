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

/// The item under an attribute.
pub(crate) enum Item {
    /// A struct with named fields.
    Struct(StructDef),
    /// A type of another shape; the error is reported already.
    OtherType(DeriveInput),
    /// Not a type; the error is reported already.
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

/// Reads the type under an attribute; gives the tokens back if they are not a type.
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
            if let Some(input) = recover(&tokens, &word.to_string()) {
                diagnostics.is_reported();
                return Ok(input);
            }
            diagnostics.at("FP020", error.span(), format!("cannot parse this item; declare {wanted}"));
        }
        Some(word) => {
            let message = format!("`#[{attribute}]` can only be applied to {wanted}, not to {}", with_article(&word));
            diagnostics.on("FP020", word, message);
        }
        None => diagnostics.on("FP020", &tokens, format!("`#[{attribute}]` can only be applied to {wanted}")),
    }
    Err(tokens)
}

/// `a` or `an` with a keyword.
fn with_article(word: &TokenTree) -> String {
    let article = if word.to_string() == "impl" { "an" } else { "a" };
    format!("{article} `{word}`")
}

/// Finds the keyword of an item.
fn keyword(tokens: &TokenStream) -> Option<TokenTree> {
    const WORDS: [&str; 11] =
        ["struct", "enum", "union", "fn", "trait", "impl", "mod", "type", "const", "static", "use"];
    tokens.clone().into_iter().find(|token| matches!(token, TokenTree::Ident(word) if WORDS.iter().any(|w| word == w)))
}

/// Reads the named fields. Returns `None` for a type without any, after reporting the error.
fn fields(input: &DeriveInput, diagnostics: &mut Diagnostics) -> Option<Vec<FieldDef>> {
    no_generics(input, diagnostics);
    let reason = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                return Some(named.named.iter().filter_map(|f| field::parse(f, diagnostics)).collect());
            }
            Fields::Unit => return Some(Vec::new()),
            Fields::Unnamed(_) => "tuple fields do not have wire names",
        },
        Data::Enum(_) => "an enum does not have fields to send (for wire values use `#[freedompay_enum]`)",
        Data::Union(_) => "a union cannot be sent",
    };
    let message = format!("{reason}; declare a struct with named fields: `pub struct {} {{ … }}`", input.ident);
    diagnostics.on("FP020", &input.ident, message);
    None
}

/// Reports generics, which no declaration can have.
pub(crate) fn no_generics(input: &DeriveInput, diagnostics: &mut Diagnostics) {
    if !input.generics.params.is_empty() {
        let message = "a declaration cannot have type parameters or lifetimes, because its table is static: \
                       use concrete, owned types";
        diagnostics.on("FP021", &input.generics, message);
    }
}
