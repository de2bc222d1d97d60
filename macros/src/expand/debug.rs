//! `Debug` that shows no secret.

use proc_macro2::TokenStream;
use quote::quote;

use crate::parse::field::unraw;
use crate::parse::item::StructDef;

pub(super) fn debug(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let ident = &def.input.ident;
    let name = unraw(ident);
    let rows = def.fields.iter().map(|field| {
        let (ident, label) = (&field.ident, unraw(&field.ident));
        let value = match (field.optional().is_some(), field.secret) {
            (true, true) => quote!(#rt::hidden(&self.#ident)),
            (true, false) => quote!(#rt::shown(&self.#ident)),
            (false, true) => quote!(#rt::Some(&#rt::Redacted)),
            (false, false) => quote!(#rt::Some(&self.#ident)),
        };
        quote!((#label, #value))
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
