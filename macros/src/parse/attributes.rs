//! Picks the documentation and our own arguments out of attributes.

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Lit, Meta, Token};

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

/// Returns an attribute as if its condition held: the ones inside `cfg_attr`, or itself.
pub(crate) fn unconditional(attr: &Attribute) -> Vec<Meta> {
    fn inside(meta: &Meta) -> Vec<Meta> {
        let Meta::List(list) = meta else { return vec![meta.clone()] };
        if !list.path.is_ident("cfg_attr") {
            return vec![meta.clone()];
        }
        let inner = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        // The condition comes first.
        inner.map_or_else(|_| vec![meta.clone()], |inner| inner.iter().skip(1).flat_map(inside).collect())
    }
    inside(&attr.meta)
}

/// The attributes that change neither a declaration nor its table, on a field or a variant.
const HARMLESS: [&str; 7] = ["doc", "allow", "expect", "warn", "deny", "forbid", "deprecated"];

/// Reports whether the attribute is harmless under any condition.
pub(crate) fn is_harmless(attr: &Attribute) -> bool {
    unconditional(attr).iter().all(|meta| HARMLESS.iter().any(|name| meta.path().is_ident(name)))
}

/// Returns the lints that the attributes allow. What is expected is allowed, because it may occur elsewhere.
pub(crate) fn allowed(attrs: &[Attribute]) -> TokenStream {
    let allowed = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => Some(&list.tokens),
        _ => None,
    });
    allowed.map(|lints| quote::quote!(#[allow(#lints)])).collect()
}

/// Returns the attributes without those that only the check reads.
pub(crate) fn written(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| !attr.path().is_ident("freedompay_above"))
}

/// Reports whether a derive above the attribute implements the trait already.
pub(crate) fn is_derived_above(attrs: &[Attribute], name: &str) -> bool {
    let above = attrs.iter().filter(|attr| attr.path().is_ident("freedompay_above"));
    let mut words = above.filter_map(|attr| attr.meta.require_list().ok()).flat_map(|list| list.tokens.clone());
    words.any(|token| matches!(token, proc_macro2::TokenTree::Ident(word) if word == name))
}
