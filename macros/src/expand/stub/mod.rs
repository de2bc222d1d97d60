//! Stubs that replace the real impls after an error, so that the rest of the program still type-checks and our errors are
//! the only ones. They never run, because the crate does not compile.

mod open_enum;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{Attribute, Data, DeriveInput, Meta};

use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::attributes::{is_derived_above, is_harmless, unconditional};
use crate::parse::split::split;
use crate::parse::types::find;

pub(super) use open_enum::open_enum;

/// Derives of a struct that the stubs replace.
pub(super) const IMPLEMENTED: [&str; 5] = ["Debug", "Clone", "Serialize", "Deserialize", "Default"];

/// Writes the original item, minus our helper attributes and minus derives that the stubs already implement.
pub(super) fn item(input: &DeriveInput, implemented: &[&str]) -> TokenStream {
    let mut input = input.clone();
    input.attrs = input.attrs.iter().filter_map(|attr| kept(attr, implemented)).collect();
    let on_part = |attrs: &mut Vec<Attribute>| {
        attrs.retain(is_harmless);
    };
    let name = unraw(&input.ident);
    match &mut input.data {
        Data::Struct(data) => data.fields.iter_mut().for_each(|field| {
            on_part(&mut field.attrs);
            // Its size would have no end, which is reported already in other words.
            if ["Self", &name].iter().any(|word| find(field.ty.to_token_stream(), word).is_some()) {
                let ty = &field.ty;
                field.ty = syn::parse_quote!(::std::boxed::Box<#ty>);
            }
        }),
        Data::Enum(data) => data.variants.iter_mut().for_each(|variant| {
            on_part(&mut variant.attrs);
            variant.discriminant = None;
            variant.fields.iter_mut().for_each(|field| on_part(&mut field.attrs));
        }),
        Data::Union(data) => data.fields.named.iter_mut().for_each(|field| on_part(&mut field.attrs)),
    }
    input.into_token_stream()
}

fn kept(attr: &Attribute, implemented: &[&str]) -> Option<Attribute> {
    let name = attr.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let is_replaced = |meta: &Meta| {
        let name = meta.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let is_conditional = attr.path().is_ident("cfg_attr");
        matches!(name.as_str(), "serde" | "deprecated")
            || name.starts_with("freedompay")
            || (name == "derive" && is_conditional)
    };
    if unconditional(attr).iter().any(is_replaced) {
        return None;
    }
    let mut attr = attr.clone();
    if let (true, Meta::List(list)) = (name == "derive", &mut attr.meta) {
        let is_implemented =
            |token: &TokenTree| matches!(token, TokenTree::Ident(word) if implemented.iter().any(|w| word == w));
        let pieces = split(list.tokens.clone(), &[], &mut Diagnostics::default());
        let rest = pieces.into_iter().filter(|piece| !piece.last().is_some_and(is_implemented));
        list.tokens =
            rest.map(|piece| piece.into_iter().collect::<TokenStream>()).map(|piece| quote!(#piece,)).collect();
    }
    Some(attr)
}

/// Writes the traits of every declared type.
pub(super) fn basics(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let (name, lifetime) = (unraw(ident), with_lifetime(input));
    let (de_params, _, _) = lifetime.split_for_impl();
    let serialize = quote! {
        #[automatically_derived]
        impl #params #rt::Serialize for #ident #args #bounds {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> #rt::Result<S::Ok, S::Error> {
                serializer.serialize_unit()
            }
        }
    };
    let deserialize = quote! {
        #[automatically_derived]
        impl #de_params #rt::Deserialize<'de> for #ident #args #bounds {
            fn deserialize<D: #rt::Deserializer<'de>>(_: D) -> #rt::Result<Self, D::Error> {
                loop {}
            }
        }
    };
    let clone = quote! {
        #[automatically_derived]
        impl #params #rt::Clone for #ident #args #bounds {
            fn clone(&self) -> Self {
                loop {}
            }
        }
    };
    let debug = quote! {
        #[automatically_derived]
        impl #params #rt::fmt::Debug for #ident #args #bounds {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                f.write_str(#name)
            }
        }
    };
    let impls = [("Serialize", serialize), ("Deserialize", deserialize), ("Clone", clone), ("Debug", debug)];
    impls.into_iter().filter(|(name, _)| !is_derived_above(&input.attrs, name)).map(|(_, code)| code).collect()
}

fn with_lifetime(input: &DeriveInput) -> syn::Generics {
    let mut generics = input.generics.clone();
    generics.params.insert(0, syn::parse_quote!('de));
    generics
}

/// Writes the traits of a field and of a response.
pub(super) fn object(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let own = bounds;
    let bounds = own.map_or_else(|| quote!(where), |bounds| quote!(#bounds,));
    // Without parameters the bound is met; with them it keeps `'static` from being a second error.
    quote! {
        #[automatically_derived]
        impl #params #rt::WireType for #ident #args #own {
            const TYPE: &'static #rt::TypeMeta = &#rt::TypeMeta::Any;
        }

        #[automatically_derived]
        impl #params #rt::ResponseBody for #ident #args #bounds Self: #rt::Send + 'static {}
    }
}

/// Writes `Default`, for a response without required fields.
pub(super) fn default(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    if is_derived_above(&input.attrs, "Default") {
        return TokenStream::new();
    }
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

/// Writes `Default` where it was derived, although the declaration cannot have it.
pub(super) fn default_if_derived(input: &DeriveInput, rt: &TokenStream) -> Option<TokenStream> {
    let is_default = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "Default");
    let derives = input.attrs.iter().flat_map(unconditional).filter(|meta| meta.path().is_ident("derive"));
    let mut words = derives.filter_map(|meta| meta.require_list().ok().map(|list| list.tokens.clone())).flatten();
    words.any(is_default).then(|| default(input, rt))
}

/// Writes a call with an empty table.
pub(super) fn endpoint(
    input: &DeriveInput,
    api: &TokenStream,
    response: &TokenStream,
    rt: &TokenStream,
) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    // Of every API, so that a call that names this one is not a second error.
    let mut of_any_api = input.generics.clone();
    of_any_api.params.push(syn::parse_quote!(FreedomPayApi));
    let (read_params, _, _) = of_any_api.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #params #rt::Endpoint for #ident #args #bounds {
            type Api = #api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = &#rt::EndpointMeta::DEFAULT;
        }

        #[automatically_derived]
        impl #read_params #rt::Reads<FreedomPayApi> for #ident #args #bounds {}
    }
}
