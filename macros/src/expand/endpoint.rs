//! `#[freedompay_endpoint]`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned as _;

use super::item::{self, Direction};
use super::{builder, debug, stub, table, unique};
use crate::check::endpoint::Checked;
use crate::diagnostics::Mistakes;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::unraw;
use crate::parse::item::{StructDef, bare, read_struct};
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let args = parse::endpoint::parse(args, &mut mistakes);
    let mut def = match read_struct("freedompay_endpoint", item, &mut mistakes) {
        Ok(def) => def,
        Err(item) => {
            let errors = mistakes.into_tokens();
            return quote!(#errors #item);
        }
    };
    let rt = item::runtime(args.krate.as_ref());
    let checked = check::endpoint::check(&args, &mut def, &mut mistakes);
    if mistakes.is_empty() { code(&args, &def, &checked, &rt) } else { stubs(&args, &def, &checked, mistakes, &rt) }
}

fn code(args: &EndpointArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let item = item::item(def, Direction::Request, rt);
    let deprecated = args.deprecated.as_ref().map(|note| quote!(#[deprecated = #note]));
    // The impls of a deprecated request are no use of it.
    let allow = args.deprecated.as_ref().map(|_| quote!(#[allow(deprecated)]));
    let ident = &def.input.ident;
    let inherent = inherent(def, checked, rt);
    let default = builder::default(def, rt);
    let debug = debug::debug(def, rt);
    let clone = debug::clone(def, rt);
    let api = api_ident(checked);
    let response = response(args, rt);
    let meta = meta(args, def, checked, rt);
    let recover = recover_check(args, rt);
    let unique = unique::claims(args, checked);
    quote! {
        #deprecated
        #item

        #allow
        #inherent

        #allow
        #default

        #allow
        #debug

        #allow
        #clone

        #allow
        #[automatically_derived]
        impl #rt::Endpoint for #ident {
            type Area = #rt::#api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = &#meta;
        }

        #recover
        #unique
    }
}

fn inherent(def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let (ident, vis, api) = (&def.input.ident, &def.input.vis, api_ident(checked));
    let functions = builder::functions(def, rt);
    quote! {
        #[automatically_derived]
        impl #ident {
            #functions

            /// Sends the request with a client of its API: a future of the answer, or with a blocking client the answer.
            #vis fn send<C: #rt::Channel<#rt::#api>>(&self, client: &C) -> C::Sent<<Self as #rt::Endpoint>::Response> {
                client.carry(self)
            }
        }
    }
}

/// Only what was said is written; the rest is the table's default.
fn meta(args: &EndpointArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let api = api_ident(checked);
    let (id, uri, ident) = (&checked.id, &args.uri, &def.input.ident);
    let text = |lit: &Option<syn::LitStr>| lit.as_ref().map(syn::LitStr::value).unwrap_or_default();
    let method = variant(&text(&args.method).to_lowercase());
    let effect = match &args.effect {
        Some(effect) => variant(&effect.to_string()),
        None if method == "Get" => format_ident!("Read"),
        None => format_ident!("Write"),
    };
    let optional = |name: &str, value: &Option<syn::LitStr>| {
        let name = format_ident!("{name}");
        value.as_ref().map(|value| quote!(#name: #rt::Some(#value),))
    };
    let (action, script) = (optional("action", &args.action), optional("script", &args.script));
    let (since, source) = (optional("since", &args.since), optional("source", &args.source));
    let recover = args.recover.as_ref().map(|ty| quote!(recover: #rt::Some(<#ty as #rt::Endpoint>::META.id),));
    let idempotency = args.idempotency.as_ref().and_then(|name| {
        let wire = &def.fields.iter().find(|field| field.ident == *name)?.wire;
        Some(quote!(idempotency: #rt::Some(#wire),))
    });
    let headers = (!args.headers.is_empty()).then(|| {
        let rows = args.headers.iter().map(|(name, value)| {
            let value = value.as_ref().map_or_else(|| quote!(#rt::None), |value| quote!(#rt::Some(#value)));
            quote!(#rt::HeaderMeta { name: #name, value: #value })
        });
        quote!(headers: &[#(#rows),*],)
    });
    let key = args.key.as_ref().map(|key| variant(&key.to_string())).map(|key| quote!(key: #rt::Key::#key,));
    let status = args.deprecated.as_ref().map(|note| quote!(status: #rt::Status::Deprecated(#note),));
    let doc = (!def.doc.is_empty()).then_some(&def.doc).map(|doc| quote!(doc: #doc,));
    let rust = format!("::{}", unraw(ident));
    let request = table::fields(&def.fields, Direction::Request, rt);
    let answer = args.response.as_ref().map(|ty| {
        let ty = quote::quote_spanned!(ty.span()=> <#ty as #rt::WireType>::TYPE);
        quote!(response: #ty,)
    });
    quote! {
        #rt::EndpointMeta {
            id: #id, area: <#rt::#api as #rt::Area>::META, method: #rt::Method::#method, uri: #uri,
            effect: #rt::Effect::#effect,
            #recover #idempotency #headers #action #script #key #status #since #source #doc
            rust: #rt::concat!(#rt::module_path!(), #rust),
            request: #request,
            #answer
            ..#rt::EndpointMeta::DEFAULT
        }
    }
}

/// The `recover` endpoint only reads; checked when constants are evaluated, because only then it is known.
fn recover_check(args: &EndpointArgs, rt: &TokenStream) -> Option<TokenStream> {
    let ty = args.recover.as_ref()?;
    Some(quote::quote_spanned! {ty.span()=>
        const _: () = #rt::assert_reads(<#ty as #rt::Endpoint>::META);
    })
}

fn stubs(args: &EndpointArgs, def: &StructDef, checked: &Checked, mistakes: Mistakes, rt: &TokenStream) -> TokenStream {
    let errors = mistakes.into_tokens();
    let item = bare(def.input.clone());
    let ident = &def.input.ident;
    if !def.input.generics.params.is_empty() {
        return quote!(#errors #item);
    }
    let inherent = inherent(def, checked, rt);
    let (serde, debug) = (stub::serde(ident, rt), stub::debug(ident, rt));
    let (api, response) = (api_ident(checked), response(args, rt));
    quote! {
        #errors
        #item
        #inherent
        #serde
        #debug

        #[automatically_derived]
        impl #rt::Endpoint for #ident {
            type Area = #rt::#api;
            type Response = #response;

            const META: &'static #rt::EndpointMeta = &#rt::EndpointMeta::DEFAULT;
        }
    }
}

fn api_ident(checked: &Checked) -> Ident {
    format_ident!("{}", checked.api.map_or("Partner", |api| api.rust))
}

fn response(args: &EndpointArgs, rt: &TokenStream) -> TokenStream {
    args.response.as_ref().map_or_else(|| quote!(#rt::Value), |ty| quote!(#ty))
}

/// `money` → `Money`.
fn variant(word: &str) -> Ident {
    let mut chars = word.chars();
    let first = chars.next().map_or('X', |c| c.to_ascii_uppercase());
    format_ident!("{first}{}", chars.as_str())
}
