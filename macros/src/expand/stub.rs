//! What stands in for the real impls after a mistake, so that the rest of the program still type-checks and the
//! mistakes are the only errors.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

/// `Serialize` and `Deserialize` that are never called, because the crate does not compile.
pub(super) fn serde(ident: &Ident, rt: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl #rt::Serialize for #ident {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> #rt::Result<S::Ok, S::Error> {
                serializer.serialize_unit()
            }
        }

        #[automatically_derived]
        impl<'de> #rt::Deserialize<'de> for #ident {
            fn deserialize<D: #rt::Deserializer<'de>>(_: D) -> #rt::Result<Self, D::Error> {
                #rt::Result::Err(#rt::serde::de::Error::custom(""))
            }
        }
    }
}

/// A `Clone` that is never called, and a `Debug` that shows the name.
pub(super) fn debug(ident: &Ident, rt: &TokenStream) -> TokenStream {
    let name = ident.to_string();
    quote! {
        #[automatically_derived]
        impl #rt::Clone for #ident {
            fn clone(&self) -> Self {
                loop {}
            }
        }

        #[automatically_derived]
        impl #rt::fmt::Debug for #ident {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                f.write_str(#name)
            }
        }
    }
}

/// An empty table.
pub(super) fn wire_type(ident: &Ident, rt: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl #rt::WireType for #ident {
            const TYPE: &'static #rt::TypeMeta = &#rt::TypeMeta::Any;
        }

        #[automatically_derived]
        impl #rt::Response for #ident {}
    }
}
