//! Picks the documentation and our own arguments out of attributes.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Lit, Meta};

/// Returns the first paragraph of the documentation, on one line.
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
