//! The struct or enum under an attribute.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Lit, Meta};

use super::field::{self, FieldDef};
use crate::diagnostics::Mistakes;

/// A struct with named fields, as declared.
pub(crate) struct StructDef {
    pub(crate) input: DeriveInput,
    pub(crate) doc: String,
    pub(crate) fields: Vec<FieldDef>,
}

/// Reads the struct under an attribute. `Err` holds what to emit instead if there is nothing with named fields: the
/// mistakes and the item as it was.
pub(crate) fn read_struct(
    attribute: &str,
    item: TokenStream,
    mistakes: &mut Mistakes,
) -> Result<StructDef, TokenStream> {
    let Ok(input) = syn::parse2::<DeriveInput>(item.clone()) else {
        mistakes.on("FP020", &item, format!("`#[{attribute}]` stands on a struct with named fields"));
        return Err(item);
    };
    parse_struct(input.clone(), mistakes).ok_or_else(|| bare(input))
}

/// The item as it was, without our attributes.
pub(crate) fn bare(mut input: DeriveInput) -> TokenStream {
    let strip = |attrs: &mut Vec<Attribute>| *attrs = take_freedompay(attrs).1;
    strip(&mut input.attrs);
    match &mut input.data {
        Data::Struct(data) => data.fields.iter_mut().for_each(|field| strip(&mut field.attrs)),
        Data::Enum(data) => data.variants.iter_mut().for_each(|variant| {
            strip(&mut variant.attrs);
            variant.fields.iter_mut().for_each(|field| strip(&mut field.attrs));
        }),
        Data::Union(data) => data.fields.named.iter_mut().for_each(|field| strip(&mut field.attrs)),
    }
    input.into_token_stream()
}

/// Reads the struct. `None` if there is nothing with named fields; the mistake is noted then.
fn parse_struct(input: DeriveInput, mistakes: &mut Mistakes) -> Option<StructDef> {
    let shape = |mistakes: &mut Mistakes, what: &str| {
        let message = format!("{what}; declare a struct with named fields: `pub struct {} {{ … }}`", input.ident);
        mistakes.on("FP020", &input.ident, message);
    };
    if !input.generics.params.is_empty() {
        mistakes.on("FP021", &input.generics, "a declaration has no type parameters or lifetimes: its table is static");
    }
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => named.named.iter().filter_map(|f| field::parse(f, mistakes)).collect(),
            Fields::Unit => Vec::new(),
            Fields::Unnamed(_) => {
                shape(mistakes, "fields without names have no wire names");
                return None;
            }
        },
        Data::Enum(_) => {
            shape(mistakes, "an enum has no fields to send (for wire values use `#[freedompay_enum]`)");
            return None;
        }
        Data::Union(_) => {
            shape(mistakes, "a union has no form on the wire");
            return None;
        }
    };
    let doc = doc_text(&input.attrs);
    Some(StructDef { input, doc, fields })
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

/// Whether `#[derive(…)]` on the item names a trait.
pub(crate) fn derives(attrs: &[Attribute], name: &str) -> bool {
    attrs.iter().filter(|attr| attr.path().is_ident("derive")).any(|attr| {
        let tokens = attr.meta.to_token_stream();
        tokens.to_string().split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
    })
}
