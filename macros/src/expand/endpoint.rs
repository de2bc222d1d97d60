//! `#[freedompay_endpoint]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::builder::Bodies;
use super::frame::frame;
use super::item::{self, Direction, api_ident};
use super::{builder, debug, deprecated, meta, serde, stub, table, unique};
use crate::api::Api;
use crate::check::endpoint::Checked;
use crate::diagnostics::Diagnostics;
use crate::parse::attributes::allowed;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::item::StructDef;
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let args = parse::endpoint::parse(args, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let expand = |mut def: StructDef, diagnostics: &mut Diagnostics| {
        let checked = check::endpoint::check(&args, &mut def, diagnostics);
        if diagnostics.is_empty() {
            return code(&args, &def, &checked, &rt);
        }
        let stubs = stubs(&args, &def.input, checked.api, &rt);
        let inherent = inherent(&def, &checked, Bodies::Stub, &rt);
        let default = builder::default(&def, &rt);
        let default = default.or_else(|| stub::default_if_derived(&def.input, &rt));
        let unique = unique::uniqueness_guard(&args, &def.input.ident, &checked);
        let types = table::require_types(&def, Direction::Request, &rt);
        quote!(#stubs #inherent #default #unique #types)
    };
    frame("freedompay_endpoint", item, diagnostics, expand, |input| stubs(&args, input, None, &rt))
}

/// Writes the stubs that replace the expansion after an error.
fn stubs(args: &EndpointArgs, input: &DeriveInput, api: Option<&Api>, rt: &TokenStream) -> TokenStream {
    let item = stub::item(input, &stub::IMPLEMENTED);
    let basics = stub::basics(input, rt);
    let endpoint = stub::endpoint(input, &api_ident(api), &response(args, rt), rt);
    quote!(#item #basics #endpoint)
}

fn code(args: &EndpointArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let item = item::item(def, Direction::Request, rt);
    let allow = allowed(&def.input.attrs);
    let ident = &def.input.ident;
    let inherent = inherent(def, checked, Bodies::Real, rt);
    let default = builder::default(def, rt);
    let debug = debug::debug(def, Direction::Request, rt);
    let serde = serde::serde(def, Direction::Request, rt);
    let clone = debug::clone(def, Direction::Request, rt);
    let api = api_ident(checked.api);
    let response = response(args, rt);
    let meta = meta::meta(args, def, checked, rt);
    let reads = (meta::effect(args) == "read").then(|| {
        quote! {
            #allow
            #[automatically_derived]
            impl #rt::Reads<#rt::#api> for #ident {}
        }
    });
    let required = meta::require_status_query(args, ident, rt).map(|required| quote!(#allow #required));
    let examples = table::require_examples(&def.fields, Direction::Request, rt);
    let further_ids = args.ids.as_ref().map(|path| {
        quote! {

            fn further_ids(&self) -> #rt::Ids {
                let ids: fn(&Self) -> #rt::Ids = #path;
                ids(self)
            }
        }
    });
    let unique = unique::uniqueness_guard(args, &def.input.ident, checked);
    let impls = quote! {
        #allow
        #inherent

        #default

        #debug

        #clone

        #serde

        #allow
        #[automatically_derived]
        impl #rt::Endpoint for #ident {
            type Api = #rt::#api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = {
                #unique
                &#meta
            };
            #further_ids
        }

        #required

        #examples

        #reads
    };
    match &args.deprecated {
        Some(note) => deprecated::with_impls(&quote!(#[deprecated = #note] #item), &impls, rt),
        None => quote!(#item #impls),
    }
}

fn inherent(def: &StructDef, checked: &Checked, bodies: Bodies, rt: &TokenStream) -> TokenStream {
    let (ident, vis, api) = (&def.input.ident, &def.input.vis, api_ident(checked.api));
    let (params, generics, bounds) = def.input.generics.split_for_impl();
    let functions = builder::functions(def, bodies, rt);
    quote! {
        #[automatically_derived]
        impl #params #ident #generics #bounds {
            #functions

            /// Sends the request with a client of its API. Returns a future of the response; with a blocking client, the
            /// response.
            #vis fn send<C: #rt::Dispatch<#rt::#api>>(&self, client: &C) -> C::Output<<Self as #rt::Endpoint>::Response> {
                client.dispatch(self)
            }
        }
    }
}

fn response(args: &EndpointArgs, rt: &TokenStream) -> TokenStream {
    args.response.as_ref().map_or_else(|| quote!(#rt::Value), |ty| quote!(#ty))
}
