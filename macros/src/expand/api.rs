//! `#[freedompay_api]`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, LitStr, Path};

use super::{item, own_macro, stub};
use crate::check::api::PROVIDED;
use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::api::ApiArgs;
use crate::parse::attributes::{is_derived_above, written};
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let args = parse::api::parse(args, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let input = match parse::item::read_type("freedompay_api", "an enum without variants", item, &mut diagnostics) {
        Ok(input) => input,
        Err(item) => {
            let errors = diagnostics.into_tokens();
            return quote!(#errors #item);
        }
    };
    check::api::check(&args, &input, &mut diagnostics);
    if diagnostics.is_empty() {
        return code(&args, &input, &rt);
    }
    let (errors, stubs) = (diagnostics.into_tokens(), stubs(&args, &input, &rt));
    quote!(#errors #stubs)
}

fn code(args: &ApiArgs, input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let DeriveInput { attrs, vis, ident, .. } = input;
    let (attrs, scheme) = (written(attrs), &args.scheme);
    let (meta, endpoints) = (meta(args, ident, rt), endpoints(args, rt));
    let own_macro = own_macro::own_macro(args, input, &own_macro::facts(args, ident));
    quote! {
        #(#attrs)*
        #[derive(#rt::Clone, #rt::Copy, #rt::fmt::Debug)]
        #vis enum #ident {}

        #[automatically_derived]
        impl #rt::Api for #ident {
            type Scheme = #scheme;

            const META: &'static #rt::ApiMeta = &#meta;
            #endpoints
        }

        #own_macro
    }
}

/// Writes the table. Arguments that were not given are left to its default.
fn meta(args: &ApiArgs, ident: &Ident, rt: &TokenStream) -> TokenStream {
    let (name, rust) = (&args.name, unraw(ident));
    let wire = args.wire.as_ref().filter(|wire| *wire == "form").map(|_| quote!(wire: #rt::Wire::Form,));
    let prefix = args.prefix.as_ref().map(|prefix| quote!(prefix: #prefix,));
    let texts = |name: &str, texts: &[LitStr]| {
        let name = format_ident!("{name}");
        (!texts.is_empty()).then(|| quote!(#name: &[#(#texts),*],))
    };
    let constant = |name: &str, path: &Option<Path>| {
        let name = format_ident!("{name}");
        path.as_ref().map(|path| quote!(#name: #path,))
    };
    let (paths, ids) = (texts("paths", &args.paths), texts("ids", &args.ids));
    let errors = constant("errors", &args.errors);
    let open_codes = constant("open_codes", &args.open_codes);
    let refusals = constant("refusals", &args.refusals);
    let unsigned_errors = constant("unsigned_errors", &args.unsigned_errors);
    let headers = item::headers(&args.headers, rt);
    let actions = args.actions.as_ref().map(|_| quote!(has_actions: true,));
    let replays = args.replays_request_id.as_ref().map(|_| quote!(replays_request_id: true,));
    let hosts = hosts(args, rt);
    let given =
        [wire, prefix, paths, errors, headers, actions, replays, ids, open_codes, refusals, unsigned_errors, hosts];
    // Beside all of them a default would have no effect, of which clippy warns.
    let others = given.iter().any(Option::is_none).then(|| quote!(..#rt::ApiMeta::DEFAULT));
    quote! {
        #rt::ApiMeta {
            name: #name, rust: #rust, scheme: #rt::scheme_of::<Self>(),
            #(#given)*
            #others
        }
    }
}

/// Writes the list of the calls and callbacks. A call of another API is an error at its type.
fn endpoints(args: &ApiArgs, rt: &TokenStream) -> Option<TokenStream> {
    let calls = args.endpoints.iter().map(|ty| {
        let on = item::spanned(rt, ty.span());
        quote_spanned!(ty.span()=> #on::table_of_call::<Self, #ty>())
    });
    let callbacks = args.callbacks.iter().map(|ty| quote!(<#ty as #rt::Callback>::META));
    let rows: Vec<TokenStream> = calls.chain(callbacks).collect();
    (!rows.is_empty()).then(|| quote!(const ENDPOINTS: &'static [&'static #rt::EndpointMeta] = &[#(#rows),*];))
}

/// Writes the hosts. Where countries are given, the others have none: their calls would go to another provider.
fn hosts(args: &ApiArgs, rt: &TokenStream) -> Option<TokenStream> {
    let host = |name: &str| args.hosts.iter().find(|(given, _)| given == name).map(|(_, host)| host);
    let row = |name: &str| {
        let host = if name == "test" { host(name) } else { host("all").or_else(|| host(name)) };
        let host = host.map_or_else(|| quote!(#rt::None), |host| quote!(#rt::Some(#host)));
        let name = format_ident!("{name}");
        quote!(#name: #host)
    };
    let has_country = args.hosts.iter().any(|(name, _)| name != "test");
    let names: &[&str] = if has_country { &["kazakhstan", "kyrgyzstan", "uzbekistan", "test"] } else { &["test"] };
    let rows = names.iter().map(|name| row(name));
    let others = (!has_country).then(|| quote!(, ..#rt::Hosts::DEFAULT));
    (!args.hosts.is_empty()).then(|| quote!(hosts: #rt::Hosts { #(#rows),* #others },))
}

/// Writes the stubs that replace the expansion after an error. The macro hands over nothing, so no declaration is held against facts
/// that are wrong.
fn stubs(args: &ApiArgs, input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let item = stub::item(input, &PROVIDED);
    let ident = &input.ident;
    let (params, generics, bounds) = input.generics.split_for_impl();
    let bounds = bounds.map_or_else(|| quote!(where), |bounds| quote!(#bounds,));
    let scheme = args.scheme.as_ref().map_or_else(|| quote!(#rt::NoSignature), |path| quote!(#path));
    let basics = stub::basics(input, rt);
    let copy = (!is_derived_above(&input.attrs, "Copy")).then(|| {
        quote! {
            #[automatically_derived]
            impl #params #rt::Copy for #ident #generics #bounds Self: #rt::Clone {}
        }
    });
    let copy = copy.filter(|_| matches!(&input.data, syn::Data::Enum(data) if data.variants.is_empty()));
    let own_macro = own_macro::own_macro(args, input, &TokenStream::new());
    quote! {
        #item

        #basics

        #copy

        #[automatically_derived]
        impl #params #rt::Api for #ident #generics #bounds Self: #rt::Send + #rt::Sync + 'static {
            type Scheme = #scheme;

            const META: &'static #rt::ApiMeta = &#rt::ApiMeta::DEFAULT;
        }

        #own_macro
    }
}
