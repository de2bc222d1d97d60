//! `#[freedompay_endpoint]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::builder::Bodies;
use super::frame::frame;
use super::item::{self, Direction, api_type};
use super::{builder, debug, deprecated, meta, serde, stub, table, through, unique};
use crate::api::Api;
use crate::check::endpoint::Checked;
use crate::diagnostics::Diagnostics;
use crate::parse::attributes::allowed;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::item::StructDef;
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    const NAME: &str = "freedompay_endpoint";
    if let Some(through) = through::api_macro(NAME, &parse::endpoint::ARGUMENTS, &args, &item) {
        return through;
    }
    let (declared, item) = parse::declared::take(item);
    let mut diagnostics = Diagnostics::default();
    let args = parse::endpoint::parse(args, declared, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let expand = |mut def: StructDef, diagnostics: &mut Diagnostics| {
        let checked = check::endpoint::check(&args, &mut def, diagnostics);
        if diagnostics.is_empty() {
            return code(&args, &def, &checked, &rt);
        }
        let stubs = stubs(&args, &def.input, checked.api.as_ref(), &rt);
        let inherent = inherent(&args, &def, &checked, Bodies::Stub, &rt);
        let default = builder::default(&def, &rt);
        let default = default.or_else(|| stub::default_if_derived(&def.input, &rt));
        let unique = unique::uniqueness_guard(&args, &def.input.ident, &checked);
        let types = table::require_types(&def, Direction::Request, &rt);
        quote!(#stubs #inherent #default #unique #types)
    };
    frame(NAME, item, diagnostics, expand, |input| stubs(&args, input, None, &rt))
}

/// Writes the stubs that replace the expansion after an error.
fn stubs(args: &EndpointArgs, input: &DeriveInput, api: Option<&Api>, rt: &TokenStream) -> TokenStream {
    let item = stub::item(input, &stub::IMPLEMENTED);
    let basics = stub::basics(input, rt);
    let endpoint = stub::endpoint(input, &api_type(args.api.as_ref(), api, rt), &response(args, rt), rt);
    quote!(#item #basics #endpoint)
}

fn code(args: &EndpointArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let item = item::item(def, Direction::Request, rt);
    let allow = allowed(&def.input.attrs);
    let ident = &def.input.ident;
    let inherent = inherent(args, def, checked, Bodies::Real, rt);
    let default = builder::default(def, rt);
    let debug = debug::debug(def, Direction::Request, rt);
    let serde = serde::serde(def, Direction::Request, rt);
    let clone = debug::clone(def, Direction::Request, rt);
    let api = api_type(args.api.as_ref(), checked.api.as_ref(), rt);
    let response = response(args, rt);
    let meta = meta::meta(args, def, checked, rt);
    let reads = (meta::effect(args) == "read").then(|| {
        quote! {
            #allow
            #[automatically_derived]
            impl #rt::Reads<#api> for #ident {}
        }
    });
    let required = meta::require_status_query(args, ident, rt).map(|required| quote!(#allow #required));
    let examples = table::require_examples(&def.fields, Direction::Request, rt);
    let unadded = meta::require_unadded(checked.api.as_ref(), ident, rt).map(|required| quote!(#allow #required));
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
            type Api = #api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = {
                #unique
                &#meta
            };
            #further_ids
        }

        #required

        #unadded

        #examples

        #reads
    };
    match &args.deprecated {
        Some(note) => deprecated::with_impls(&quote!(#[deprecated = #note] #item), &impls, rt),
        None => quote!(#item #impls),
    }
}

fn inherent(args: &EndpointArgs, def: &StructDef, checked: &Checked, bodies: Bodies, rt: &TokenStream) -> TokenStream {
    let (ident, vis) = (&def.input.ident, &def.input.vis);
    let api = api_type(args.api.as_ref(), checked.api.as_ref(), rt);
    let (params, generics, bounds) = def.input.generics.split_for_impl();
    let functions = builder::functions(def, bodies, rt);
    quote! {
        #[automatically_derived]
        impl #params #ident #generics #bounds {
            #functions

            /// Sends the request with a client of its API. Returns a future of the response; with a blocking client, the
            /// response.
            #vis fn send<C: #rt::Dispatch<#api>>(&self, client: &C) -> C::Output<<Self as #rt::Endpoint>::Response> {
                client.dispatch(self)
            }
        }
    }
}

fn response(args: &EndpointArgs, rt: &TokenStream) -> TokenStream {
    args.response.as_ref().map_or_else(|| quote!(#rt::Value), |ty| quote!(#ty))
}
