//! `new` with the required fields, and a setter for each other field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::names::{RESERVED, unraw};
use crate::parse::attributes::{allowed, is_derived_above};
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;
use crate::parse::types::{generic_of, last_segment};

/// Whether to emit real bodies or `loop {}` stubs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bodies {
    Real,
    /// After an error: never run, because the crate does not compile.
    Stub,
}

impl Bodies {
    fn of(self, real: TokenStream) -> TokenStream {
        if self == Bodies::Real { real } else { quote!(loop {}) }
    }
}

/// Writes the inherent functions: `new` and the setters.
pub(super) fn functions(def: &StructDef, bodies: Bodies, rt: &TokenStream) -> TokenStream {
    let vis = &def.input.vis;
    let required: Vec<&FieldDef> = def.fields.iter().filter(|f| f.optional().is_none() && !f.rest).collect();
    let parameters = required.iter().map(|field| {
        let (ident, ty, allowed) = (&field.ident, parameter(&field.ty, rt), allowed(&field.attrs));
        quote!(#allowed #ident: #ty)
    });
    let values = def.fields.iter().map(|field| {
        let ident = &field.ident;
        match (field.optional(), field.rest) {
            (Some(_), _) => quote!(#ident: #rt::None),
            (_, true) => quote!(#ident: #rt::Default::default()),
            _ => {
                let value = converted(&field.ty, &quote!(#ident), rt);
                quote!(#ident: #value)
            }
        }
    });
    let setters = def.fields.iter().filter_map(|field| setter(def, field, bodies, rt));
    let new = bodies.of(quote!(Self { #(#values),* }));
    let unused = (bodies == Bodies::Stub).then(|| quote!(#[allow(unused)]));
    // The number of required fields is the provider's choice.
    let allow = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #unused
        #allow
        /// Creates a request from its required fields; the optional ones have setters.
        #[must_use]
        #vis fn new(#(#parameters),*) -> Self {
            #new
        }

        #(#setters)*
    }
}

fn setter(def: &StructDef, field: &FieldDef, bodies: Bodies, rt: &TokenStream) -> Option<TokenStream> {
    let (vis, ident) = (&def.input.vis, &field.ident);
    if RESERVED.iter().any(|name| ident == name) {
        return None;
    }
    let unused = (bodies == Bodies::Stub).then(|| quote!(#[allow(unused)]));
    let allowed = allowed(&field.attrs);
    if field.rest {
        let doc = format!(" Adds a field of any name to [`{}`](field@Self::{0}).", unraw(ident));
        let body = bodies.of(quote! {
            self.#ident.insert(#rt::Into::into(name), #rt::Into::into(value));
            self
        });
        return Some(quote! {
            #unused
            #allowed
            #[doc = #doc]
            #[must_use]
            #vis fn #ident(mut self, name: impl #rt::Into<#rt::String>, value: impl #rt::Into<#rt::String>) -> Self {
                #body
            }
        });
    }
    let inner = field.optional()?;
    let (ty, value) = (parameter(inner, rt), converted(inner, &quote!(value), rt));
    let doc = format!(" Sets [`{}`](field@Self::{0}).", unraw(ident));
    let body = bodies.of(quote! {
        self.#ident = #rt::Some(#value);
        self
    });
    Some(quote! {
        #unused
        #allowed
        #[doc = #doc]
        #[must_use]
        #vis fn #ident(mut self, value: #ty) -> Self {
            #body
        }
    })
}

/// Reports whether the setters of a type take anything that converts into it. The others take exactly their type, so that `parse()` infers.
fn converts(ty: &Type) -> bool {
    let name = last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default();
    matches!(name.as_str(), "String" | "Secret" | "Flag")
}

fn parameter(ty: &Type, rt: &TokenStream) -> TokenStream {
    match generic_of(ty, "Vec") {
        Some(item) => quote!(impl #rt::IntoIterator<Item = impl #rt::Into<#item>>),
        None if converts(ty) => quote!(impl #rt::Into<#ty>),
        None => quote!(#ty),
    }
}

fn converted(ty: &Type, value: &TokenStream, rt: &TokenStream) -> TokenStream {
    match generic_of(ty, "Vec") {
        Some(_) => quote!(#rt::collect(#value)),
        None if converts(ty) => quote!(#rt::Into::into(#value)),
        None => value.clone(),
    }
}

/// Writes `impl Default` if `new` takes no arguments.
pub(super) fn default(def: &StructDef, rt: &TokenStream) -> Option<TokenStream> {
    let ident = &def.input.ident;
    let (params, generics, bounds) = def.input.generics.split_for_impl();
    let needs_nothing = def.fields.iter().all(|field| field.optional().is_some() || field.rest)
        && !is_derived_above(&def.input.attrs, "Default");
    let allowed = allowed(&def.input.attrs);
    needs_nothing.then(|| {
        quote! {
            #allowed
            #[automatically_derived]
            impl #params #rt::Default for #ident #generics #bounds {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}
