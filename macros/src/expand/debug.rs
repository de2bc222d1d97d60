//! `Debug` that shows no secret, and `Clone`.
//!
//! Both are written out with the span of the field's type and rest on `WireType`: for a type that lacks everything the
//! compiler then reports the one missing trait that matters, once.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::parse::field::{FieldDef, unraw};
use crate::parse::item::StructDef;

pub(super) fn debug(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let name = unraw(ident);
    let rows = def.fields.iter().map(|field| {
        let (label, value) = (unraw(&field.ident), place(field));
        let span = on_type(field);
        let shown = match (field.optional().is_some(), field.secret) {
            (true, true) => quote_spanned!(span=> #rt::hidden(#value)),
            (true, false) => quote_spanned!(span=> #rt::shown(#value)),
            (false, true) => quote!(#rt::Some(&#rt::Redacted)),
            (false, false) => quote_spanned!(span=> #rt::shown_always(#value)),
        };
        quote!((#label, #shown))
    });
    quote! {
        #[automatically_derived]
        impl #rt::fmt::Debug for #ident {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                #rt::debug(f, #name, &[#(#rows),*])
            }
        }
    }
}

pub(super) fn clone(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let fields = def.fields.iter().map(|field| {
        let (ident, value) = (&field.ident, place(field));
        let value = quote_spanned!(on_type(field)=> #rt::cloned(#value));
        quote!(#ident: #value)
    });
    quote! {
        #[automatically_derived]
        impl #rt::Clone for #ident {
            fn clone(&self) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// Where the type stands, with the names of the expansion in scope.
pub(super) fn on_type(field: &FieldDef) -> Span {
    field.ty.span().resolved_at(Span::call_site())
}

/// `&self.field`, all of it on the type.
fn place(field: &FieldDef) -> TokenStream {
    let mut ident = field.ident.clone();
    ident.set_span(on_type(field));
    quote_spanned!(on_type(field)=> &self.#ident)
}
