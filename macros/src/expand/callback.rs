//! `#[freedompay_callback]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::frame::frame;
use super::item::{self, Direction};
use super::{debug, serde, stub, table, through, unique};
use crate::check::callback::Checked;
use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::callback::CallbackArgs;
use crate::parse::item::StructDef;
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    const NAME: &str = "freedompay_callback";
    if let Some(through) = through::api_macro(NAME, &parse::callback::ARGUMENTS, &args, &item) {
        return through;
    }
    let (declared, item) = parse::declared::take(item);
    let mut diagnostics = Diagnostics::default();
    let args = parse::callback::parse(args, declared, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let expand = |mut def: StructDef, diagnostics: &mut Diagnostics| {
        let checked = check::callback::check(&args, &mut def, diagnostics);
        if diagnostics.is_empty() {
            return code(&args, &def, &checked, &rt);
        }
        let stubs = stubs(&def.input, checked.reply, &rt);
        let default = item::has_default(&def.fields, Direction::Response).then(|| stub::default(&def.input, &rt));
        let default = default.or_else(|| stub::default_if_derived(&def.input, &rt));
        let types = table::require_types(&def, Direction::Response, &rt);
        quote!(#stubs #default #types)
    };
    frame(NAME, item, diagnostics, expand, |input| stubs(input, "NoReply", &rt))
}

fn code(args: &CallbackArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let item = item::item(def, Direction::Response, rt);
    let debug = debug::debug(def, Direction::Response, rt);
    let serde = serde::serde(def, Direction::Response, rt);
    let clone = debug::clone(def, Direction::Response, rt);
    let meta = meta(args, def, checked, rt);
    let unique = args.id.as_ref().map(|id| unique::guard("FP024_two_endpoints_have_the_id", &id.value(), id.span()));
    let callback = callback(def, checked, &meta, unique, rt);
    let examples = table::require_examples(&def.fields, Direction::Response, rt);
    quote! {
        #item

        #debug

        #clone

        #serde

        #callback

        #examples
    }
}

fn callback(
    def: &StructDef,
    checked: &Checked,
    meta: &TokenStream,
    unique: Option<TokenStream>,
    rt: &TokenStream,
) -> TokenStream {
    let (ident, reply) = (&def.input.ident, format_ident!("{}", checked.reply));
    let can_reject = checked.asks_can_reject.then(|| {
        quote! {
            fn can_reject(&self) -> bool {
                #rt::grants(self.can_reject)
            }
        }
    });
    let allowed = allowed(&def.input.attrs);
    quote! {
        #allowed
        #[automatically_derived]
        impl #rt::Callback for #ident {
            type Reply = #rt::#reply;

            const META: &'static #rt::EndpointMeta = {
                #unique
                &#meta
            };

            #can_reject
        }
    }
}

/// Writes the table. Arguments that were not given are left to its default.
fn meta(args: &CallbackArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let api = item::api_type(args.api.as_ref(), checked.api.as_ref(), rt);
    let (id, url) = (&args.id, &args.url);
    let optional = |name: &str, value: &Option<syn::LitStr>| {
        let name = format_ident!("{name}");
        value.as_ref().map(|value| quote!(#name: #rt::Some(#value),))
    };
    let (since, source) = (optional("since", &args.since), optional("source", &args.source));
    let key = args.key.as_ref().filter(|key| *key == "payout").map(|_| quote!(key: #rt::Key::Payout,));
    let doc = (!def.doc.is_empty()).then_some(&def.doc).map(|doc| quote!(doc: #doc,));
    let rust = format!("::{}", unraw(&def.input.ident));
    let request = table::fields(&def.fields, Direction::Response, rt);
    let response = match checked.reply {
        "NoReply" => quote!(response: &#rt::TypeMeta::Object(&[]),),
        _ => quote!(response: #rt::SIGNED_REPLY,),
    };
    quote! {
        #rt::EndpointMeta {
            id: #id, api: <#api as #rt::Api>::META, direction: #rt::Direction::Callback,
            method: #rt::Method::Post, uri: #url,
            #key #since #source #doc
            rust: #rt::concat!(#rt::module_path!(), #rust),
            request: #request,
            #response
            ..#rt::EndpointMeta::DEFAULT
        }
    }
}

/// Writes the stubs that replace the expansion after an error.
fn stubs(input: &DeriveInput, reply: &str, rt: &TokenStream) -> TokenStream {
    let item = stub::item(input, &stub::IMPLEMENTED);
    let basics = stub::basics(input, rt);
    let (ident, reply) = (&input.ident, format_ident!("{reply}"));
    let (params, generics, bounds) = input.generics.split_for_impl();
    quote! {
        #item

        #basics

        #[automatically_derived]
        impl #params #rt::Callback for #ident #generics #bounds {
            type Reply = #rt::#reply;

            const META: &'static #rt::EndpointMeta = &#rt::EndpointMeta::DEFAULT;
        }
    }
}
