//! The struct under an attribute.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Lit, Meta};

use super::field::{self, FieldDef};
use super::recover::recover;
use crate::diagnostics::Mistakes;

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
pub(crate) fn read(attribute: &str, tokens: TokenStream, mistakes: &mut Mistakes) -> Item {
    match read_type(attribute, "a struct with named fields", tokens, mistakes) {
        Ok(input) => match fields(&input, mistakes) {
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
    mistakes: &mut Mistakes,
) -> Result<DeriveInput, TokenStream> {
    let error = match syn::parse2::<DeriveInput>(tokens.clone()) {
        Ok(input) => return Ok(input),
        Err(error) => error,
    };
    match keyword(&tokens) {
        Some(TokenTree::Ident(word)) if word == "struct" || word == "enum" || word == "union" => {
            if let Some(input) = recover(&tokens, mistakes) {
                return Ok(input);
            }
            mistakes.at("FP020", error.span(), format!("this is not understood; declare {wanted}"));
        }
        Some(word) => {
            let message = format!("`#[{attribute}]` stands on {wanted}, and this is a `{word}`");
            mistakes.on("FP020", word, message);
        }
        None => mistakes.on("FP020", &tokens, format!("`#[{attribute}]` stands on {wanted}")),
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
fn fields(input: &DeriveInput, mistakes: &mut Mistakes) -> Option<Vec<FieldDef>> {
    no_generics(input, mistakes);
    let what = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                return Some(named.named.iter().filter_map(|f| field::parse(f, mistakes)).collect());
            }
            Fields::Unit => return Some(Vec::new()),
            Fields::Unnamed(_) => "fields without names have no wire names",
        },
        Data::Enum(_) => "an enum has no fields to send (for wire values use `#[freedompay_enum]`)",
        Data::Union(_) => "a union has no form on the wire",
    };
    let message = format!("{what}; declare a struct with named fields: `pub struct {} {{ … }}`", input.ident);
    mistakes.on("FP020", &input.ident, message);
    None
}

pub(crate) fn no_generics(input: &DeriveInput, mistakes: &mut Mistakes) {
    if !input.generics.params.is_empty() {
        let message = "a declaration has no type parameters or lifetimes, because its table is static: \
                       name the types, and own what is borrowed";
        mistakes.on("FP021", &input.generics, message);
    }
}

/// First paragraph of the documentation, on one line.
pub(crate) fn doc_text(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let paragraph =
        text.trim_start().split("\n\n").next().unwrap_or_default().split("\n \n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Splits attributes into the contents of `#[freedompay(…)]` and all others.
pub(crate) fn take_freedompay(attrs: &[Attribute]) -> (TokenStream, Vec<Attribute>) {
    let mut own = TokenStream::new();
    let mut others = Vec::new();
    for attr in attrs {
        match &attr.meta {
            Meta::List(list) if list.path.is_ident("freedompay") => {
                own.extend(list.tokens.clone());
                own.extend(quote::quote!(,));
            }
            _ if attr.path().is_ident("freedompay") => {}
            _ => others.push(attr.clone()),
        }
    }
    (own, others)
}
