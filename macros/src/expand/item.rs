//! The struct itself, and what every expansion of one needs.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{DeriveInput, Path};

use crate::api::Api;
use crate::parse::attributes::{take_freedompay, written};
use crate::parse::declared::ApiRef;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;
use crate::parse::lists::Header;
use crate::parse::types::generic_of;

/// Returns the path of the runtime.
pub(super) fn runtime(krate: Option<&Path>) -> TokenStream {
    match krate {
        Some(path) => quote!(#path::__private),
        None => quote!(::freedompay::__private),
    }
}

/// Returns the type of an API: by the path that names it, or of a built-in one.
pub(super) fn api_type(named: Option<&ApiRef>, api: Option<&Api>, rt: &TokenStream) -> TokenStream {
    if let Some(path) = named.and_then(ApiRef::path) {
        return quote!(#path);
    }
    let ident = format_ident!("{}", api.map_or("Partner", |api| &*api.rust));
    quote!(#rt::#ident)
}

/// Writes the headers of an API or an endpoint.
pub(super) fn headers(headers: &[Header], rt: &TokenStream) -> Option<TokenStream> {
    let rows = headers.iter().map(|(name, value)| {
        let value = value.as_ref().map_or_else(|| quote!(#rt::None), |value| quote!(#rt::Some(#value)));
        quote!(#rt::HeaderMeta { name: #name, value: #value })
    });
    (!headers.is_empty()).then(|| quote!(headers: &[#(#rows),*],))
}

/// Moves the path to another span: where an error about its target belongs.
pub(super) fn spanned(rt: &TokenStream, span: Span) -> TokenStream {
    let on = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    rt.clone().into_iter().map(on).collect()
}

/// Whether a struct is sent or received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Writes the struct.
pub(super) fn item(def: &StructDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let StructDef { input, fields, .. } = def;
    let DeriveInput { attrs, vis, ident, .. } = input;
    let default = has_default(fields, direction).then(|| quote!(#[derive(#rt::Default)]));
    let attrs = written(attrs);
    let fields = fields.iter().map(|field| {
        let FieldDef { ident, ty, vis, .. } = field;
        let attrs = take_freedompay(&field.attrs).1.into_iter().filter(|attr| !attr.path().is_ident("serde"));
        quote!(#(#attrs)* #vis #ident: #ty)
    });
    quote! {
        #(#attrs)*
        #default
        #[non_exhaustive]
        #vis struct #ident { #(#fields),* }
    }
}

/// Reports whether a response derives `Default`.
pub(super) fn has_default(fields: &[FieldDef], direction: Direction) -> bool {
    direction == Direction::Response && fields.iter().all(|field| !is_required(field, direction))
}

/// Reports whether a message without the field is incomplete.
pub(super) fn is_required(field: &FieldDef, direction: Direction) -> bool {
    let is_list_of_response = direction == Direction::Response && generic_of(&field.ty, "Vec").is_some();
    field.optional().is_none() && !field.rest && !is_list_of_response
}
