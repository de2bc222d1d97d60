//! The stubs of an enum of wire values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::parse::attributes::is_derived_above;

/// Writes the functions and traits of an enum of wire values.
pub(in crate::expand) fn open_enum(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    let (params, args, bounds) = input.generics.split_for_impl();
    let partial_eq = quote! {
        #[automatically_derived]
        impl #params #rt::PartialEq for #ident #args #bounds {
            fn eq(&self, _: &Self) -> bool {
                loop {}
            }
        }
    };
    let eq = quote! {
        #[automatically_derived]
        impl #params #rt::Eq for #ident #args #bounds {}
    };
    let hash = quote! {
        #[automatically_derived]
        impl #params #rt::Hash for #ident #args #bounds {
            fn hash<H: #rt::Hasher>(&self, _: &mut H) {}
        }
    };
    let impls = [("PartialEq", partial_eq), ("Eq", eq), ("Hash", hash)];
    let compared = impls.into_iter().filter(|(name, _)| !is_derived_above(&input.attrs, name)).map(|(_, code)| code);
    quote! {
        #[automatically_derived]
        impl #params #ident #args #bounds {
            /// Returns the value on the wire.
            #[must_use]
            #vis fn as_str(&self) -> &str {
                loop {}
            }
        }

        #[automatically_derived]
        impl #params #rt::From<&str> for #ident #args #bounds {
            fn from(_: &str) -> Self {
                loop {}
            }
        }

        #[automatically_derived]
        impl #params #rt::fmt::Display for #ident #args #bounds {
            fn fmt(&self, _: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                loop {}
            }
        }

        #(#compared)*
    }
}
