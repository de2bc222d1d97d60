//! What stands in for the real impls after a mistake, so that the rest of the program still type-checks and the
//! mistakes are the only errors. Nothing of it ever runs, because the crate does not compile.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident};

use crate::parse::field::unraw;

/// What every declared type can do.
pub(super) fn basics(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let (name, lifetime) = (unraw(ident), with_lifetime(input));
    let (de_params, _, _) = lifetime.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #params #rt::Serialize for #ident #args #bounds {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> #rt::Result<S::Ok, S::Error> {
                serializer.serialize_unit()
            }
        }

        #[automatically_derived]
        impl #de_params #rt::Deserialize<'de> for #ident #args #bounds {
            fn deserialize<D: #rt::Deserializer<'de>>(_: D) -> #rt::Result<Self, D::Error> {
                loop {}
            }
        }

        #[automatically_derived]
        impl #params #rt::Clone for #ident #args #bounds {
            fn clone(&self) -> Self {
                loop {}
            }
        }

        #[automatically_derived]
        impl #params #rt::fmt::Debug for #ident #args #bounds {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                f.write_str(#name)
            }
        }
    }
}

fn with_lifetime(input: &DeriveInput) -> syn::Generics {
    let mut generics = input.generics.clone();
    generics.params.insert(0, syn::parse_quote!('de));
    generics
}

/// The type as a field, and as the type of an answer.
pub(super) fn object(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let own = bounds;
    let bounds = own.map_or_else(|| quote!(where), |bounds| quote!(#bounds,));
    // Without parameters the bound is met; with them it keeps `'static` from being a second mistake.
    quote! {
        #[automatically_derived]
        impl #params #rt::WireType for #ident #args #own {
            const TYPE: &'static #rt::TypeMeta = &#rt::TypeMeta::Any;
        }

        #[automatically_derived]
        impl #params #rt::Response for #ident #args #bounds Self: #rt::Send + 'static {}
    }
}

/// An answer of which nothing is required.
pub(super) fn default(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #params #rt::Default for #ident #args #bounds {
            fn default() -> Self {
                loop {}
            }
        }
    }
}

/// A call with an empty table.
pub(super) fn endpoint(input: &DeriveInput, api: &Ident, response: &TokenStream, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #params #rt::Endpoint for #ident #args #bounds {
            type Area = #rt::#api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = &#rt::EndpointMeta::DEFAULT;
        }

        #[automatically_derived]
        impl #params #rt::Reads for #ident #args #bounds {}
    }
}

/// The functions of an enum of wire values.
pub(super) fn open_enum(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    let (params, args, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #params #ident #args #bounds {
            /// The value on the wire.
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

        #[automatically_derived]
        impl #params #rt::PartialEq for #ident #args #bounds {
            fn eq(&self, _: &Self) -> bool {
                loop {}
            }
        }

        #[automatically_derived]
        impl #params #rt::Eq for #ident #args #bounds {}

        #[automatically_derived]
        impl #params #rt::Hash for #ident #args #bounds {
            fn hash<H: #rt::Hasher>(&self, _: &mut H) {}
        }
    }
}
