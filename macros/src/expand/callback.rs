//! `#[freedompay_callback]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::item::{self, Direction};
use super::stub_item::{IMPLEMENTED, stub_item};
use super::{debug, stub, table, unique};
use crate::check::callback::Checked;
use crate::diagnostics::Mistakes;
use crate::parse::callback::CallbackArgs;
use crate::parse::field::unraw;
use crate::parse::item::{Item, StructDef};
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let args = parse::callback::parse(args, &mut mistakes);
    let rt = item::runtime(args.krate.as_ref());
    match parse::item::read("freedompay_callback", item, &mut mistakes) {
        Item::Struct(mut def) => {
            let checked = check::callback::check(&args, &mut def, &mut mistakes);
            if mistakes.is_empty() {
                return code(&args, &def, &checked, &rt);
            }
            let stubs = stubs(&def.input, checked.reply, &rt);
            let errors = mistakes.into_tokens();
            quote!(#errors #stubs)
        }
        Item::OtherType(input) => {
            let stubs = stubs(&input, "NoReply", &rt);
            let errors = mistakes.into_tokens();
            quote!(#errors #stubs)
        }
        Item::Other(item) => {
            let errors = mistakes.into_tokens();
            quote!(#errors #item)
        }
    }
}

fn code(args: &CallbackArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let item = item::item(def, Direction::Answer, rt);
    let debug = debug::debug(def, rt);
    let clone = debug::clone(def, rt);
    let meta = meta(args, def, checked, rt);
    let unique = args.id.as_ref().map(|id| unique::claim("FP024_two_endpoints_have_the_id", &id.value(), id.span()));
    let callback = callback(def, checked, &meta, unique, rt);
    quote! {
        #item

        #debug

        #clone

        #callback
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
    quote! {
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

/// Only what was said is written; the rest is the table's default.
fn meta(args: &CallbackArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let api = format_ident!("{}", checked.api.map_or("Merchant", |api| api.rust));
    let (id, url) = (&args.id, &args.url);
    let optional = |name: &str, value: &Option<syn::LitStr>| {
        let name = format_ident!("{name}");
        value.as_ref().map(|value| quote!(#name: #rt::Some(#value),))
    };
    let (since, source) = (optional("since", &args.since), optional("source", &args.source));
    let key = args.key.as_ref().filter(|key| *key == "payout").map(|_| quote!(key: #rt::Key::Payout,));
    let doc = (!def.doc.is_empty()).then_some(&def.doc).map(|doc| quote!(doc: #doc,));
    let rust = format!("::{}", unraw(&def.input.ident));
    let request = table::fields(&def.fields, Direction::Answer, rt);
    let response = match checked.reply {
        "NoReply" => quote!(response: &#rt::TypeMeta::Object(&[]),),
        _ => quote!(response: #rt::SIGNED_REPLY,),
    };
    quote! {
        #rt::EndpointMeta {
            id: #id, area: <#rt::#api as #rt::Area>::META, direction: #rt::Direction::Callback,
            method: #rt::Method::Post, uri: #url,
            #key #since #source #doc
            rust: #rt::concat!(#rt::module_path!(), #rust),
            request: #request,
            #response
            ..#rt::EndpointMeta::DEFAULT
        }
    }
}

/// What stands in for the expansion after a mistake.
fn stubs(input: &DeriveInput, reply: &str, rt: &TokenStream) -> TokenStream {
    let item = stub_item(input, &IMPLEMENTED);
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

#[cfg(test)]
mod tests {
    use quote::quote;

    fn expanded(args: proc_macro2::TokenStream, fields: proc_macro2::TokenStream) -> String {
        super::expand(args, quote!(pub struct Notice { #fields })).to_string()
    }

    #[test]
    fn what_only_a_request_has_is_refused_with_the_reason_and_all_at_once() {
        let args = quote! {
            uri = "/x", method = "POST", effect = read, recover = X, script = "x", response = X, idempotency = x,
            headers("X"), action = "X", shares_uri, id = "a.b", url = "{u}", reply = none, rejectable, api = partner
        };
        let told = expanded(args, quote!(#[freedompay(path)] pub order: String));
        for name in [
            "uri",
            "method",
            "effect",
            "recover",
            "script",
            "response",
            "idempotency",
            "headers",
            "action",
            "shares_uri",
        ] {
            assert!(told.contains(&format!("FP027: a callback has no `{name}`")), "{name}: {told}");
        }
        for message in ["signed with `pg_sig`, and the Partner API", "only a signed reply", "has no `path`"] {
            assert!(told.contains(message), "{message}: {told}");
        }
        assert!(!told.contains("FP001") && told.contains("pub struct Notice"), "{told}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let told = expanded(quote!(), quote!());
        for name in ["id", "url", "reply", "api"] {
            assert!(told.contains(&format!("FP004: `{name}` is missing")), "{name}: {told}");
        }
        let told = expanded(quote!(id = "a.b", url = "{u}", reply = xlm, api = merchant, uro = "x"), quote!());
        assert!(told.contains("FP003") && told.contains("did you mean `url`?"), "{told}");
    }

    #[test]
    fn a_right_to_refuse_is_declared_as_one() {
        let args = quote!(id = "a.b", url = "{u}", reply = xml, api = merchant);
        let told = expanded(args.clone(), quote!(pub can_reject: Option<Flag>));
        assert!(told.contains("FP027: a callback that says whether it can be refused is `rejectable`"), "{told}");
        let told = expanded(quote!(#args, rejectable), quote!(pub can_reject: bool));
        assert!(told.contains("`Option<Flag>`"), "{told}");
        let told = expanded(args, quote!(pub sig: Option<String>, pub salt: String));
        assert!(told.contains("FP011: `pg_sig` is checked") && told.contains("FP011: `pg_salt`"), "{told}");
    }
}
