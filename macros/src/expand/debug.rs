//! `Debug` that shows no secret, and `Clone`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::item::Direction;
use super::part;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

pub(super) fn debug(def: &StructDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let name = unraw(ident);
    let rows = def.fields.iter().map(|field| {
        let (label, ident) = (unraw(&field.ident), &field.ident);
        // Members beside the others are of no object of their own.
        let map = if field.rest { "" } else { &field.wire };
        let shown = match (field.optional().is_some(), field.secret) {
            (true, true) => quote!(#rt::hidden(&self.#ident)),
            (false, true) => quote!(#rt::Some(&#rt::Redacted)),
            (true, false) if is_map(field) => quote!(#rt::members(&#rt::Members(#map, self.#ident.as_ref()))),
            (false, false) if is_map(field) => quote!(#rt::members(&#rt::Members(#map, #rt::Some(&self.#ident)))),
            (_, false) => part::shown(field, direction, rt),
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

pub(super) fn clone(def: &StructDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let fields = def.fields.iter().map(|field| {
        let (ident, cloned) = (&field.ident, part::cloned(field, direction, rt));
        quote!(#ident: #cloned)
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
