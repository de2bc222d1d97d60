//! The impls of a deprecated request use it, and `#[allow(deprecated)]` does not compile under `#![forbid(deprecated)]`. The
//! compiler does not warn about what a derive writes, so a derive writes these impls: the attribute hands them to it.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{DeriveInput, Meta};

/// Writes a deprecated item and its impls.
pub(super) fn with_impls(item: &TokenStream, impls: &TokenStream, rt: &TokenStream) -> TokenStream {
    quote! {
        #[derive(#rt::DeprecatedImpls)]
        #[freedompay_impls(#impls)]
        #item
    }
}

/// Expands the derive: writes out what the attribute handed over.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let attrs = syn::parse2::<DeriveInput>(item).map(|input| input.attrs).unwrap_or_default();
    let lists = attrs.into_iter().filter_map(|attr| match attr.meta {
        Meta::List(list) if list.path.is_ident("freedompay_impls") => Some(list.tokens),
        _ => None,
    });
    lists.map(|tokens| resolved_at(tokens, Span::call_site())).collect()
}

/// Makes the tokens those of an expansion, at their own places.
fn resolved_at(tokens: TokenStream, site: Span) -> TokenStream {
    let moved = |token: TokenTree| {
        let span = token.span().resolved_at(site);
        let mut token = match token {
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), resolved_at(group.stream(), site)))
            }
            other => other,
        };
        token.set_span(span);
        token
    };
    tokens.into_iter().map(moved).collect()
}
