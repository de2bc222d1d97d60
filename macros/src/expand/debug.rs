//! `Debug` that shows no secret, and `Clone`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::item;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

pub(super) fn debug(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let name = unraw(ident);
    let rows = def.fields.iter().map(|field| {
        let (label, ident, ty) = (unraw(&field.ident), &field.ident, wire_type(field, rt));
        let shown = match (field.optional().is_some(), field.secret) {
            (true, true) => quote!(#rt::hidden(&self.#ident)),
            (true, false) if is_map(field) => quote!(#rt::members(&#rt::Members(self.#ident.as_ref()))),
            (true, false) => quote!(#ty::shown_option(&self.#ident)),
            (false, true) => quote!(#rt::Some(&#rt::Redacted)),
            (false, false) if is_map(field) => quote!(#rt::members(&#rt::Members(#rt::Some(&self.#ident)))),
            (false, false) => quote!(#ty::shown(&self.#ident)),
        };
        quote!((#label, #shown))
    });
    let allowed = allowed(&def.input.attrs);
    quote! {
        #allowed
        #[automatically_derived]
        impl #rt::fmt::Debug for #ident {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                #rt::debug(f, #name, &[#(#rows),*])
            }
        }
    }
}

/// Reports whether the names inside of a field are not fixed: they are shown only if they are words.
fn is_map(field: &FieldDef) -> bool {
    let Type::Path(path) = field.inner() else { return false };
    path.path.segments.last().is_some_and(|segment| segment.ident == "BTreeMap")
}

pub(super) fn clone(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let fields = def.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, wire_type(field, rt));
        match field.optional() {
            Some(_) => quote!(#ident: #ty::cloned_option(&self.#ident)),
            None => quote!(#ident: #ty::cloned(&self.#ident)),
        }
    });
    let allowed = allowed(&def.input.attrs);
    quote! {
        #allowed
        #[automatically_derived]
        impl #rt::Clone for #ident {
            fn clone(&self) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// Writes `<Type as WireType>` with the span of the type: the compiler reports a type that is not a `WireType` there, and
/// only once, because every use has the same tokens.
pub(super) fn wire_type(field: &FieldDef, rt: &TokenStream) -> TokenStream {
    let ty = field.inner();
    let span = ty.span().resolved_at(Span::call_site());
    let rt = item::spanned(rt, span);
    quote_spanned!(span=> <#ty as #rt::WireType>)
}
