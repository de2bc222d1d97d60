//! The static table of an endpoint.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::item::{self, Direction, api_type};
use super::table;
use crate::api::Api;
use crate::check::endpoint::Checked;
use crate::names::unraw;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::item::StructDef;
use crate::parse::status_call::StatusCall;

/// Writes the table. Arguments that were not given are left to its default.
pub(super) fn meta(args: &EndpointArgs, def: &StructDef, checked: &Checked, rt: &TokenStream) -> TokenStream {
    let api = api_type(args.api.as_ref(), checked.api.as_ref(), rt);
    let (id, uri, ident) = (&checked.id, &args.uri, &def.input.ident);
    let text = |lit: &Option<syn::LitStr>| lit.as_ref().map(syn::LitStr::value).unwrap_or_default();
    let method = variant(&text(&args.method).to_lowercase());
    let effect = variant(effect(args));
    let optional = |name: &str, value: &Option<syn::LitStr>| {
        let name = format_ident!("{name}");
        value.as_ref().map(|value| quote!(#name: #rt::Some(#value),))
    };
    let (action, script) = (optional("action", &args.action), optional("script", &args.script));
    let (since, source) = (optional("since", &args.since), optional("source", &args.source));
    let recover = args.recover.as_ref().map(|recover| match recover {
        StatusCall::Call(ty) => {
            let rt = item::spanned(rt, ty.span());
            let table = quote_spanned!(ty.span()=> #rt::table_of_read::<#api, #ty>());
            quote!(recover: #rt::Some(#table),)
        }
        StatusCall::None(_, why) => quote!(no_recover: #rt::Some(#why),),
    });
    let ids = args.ids.as_ref().map(|_| quote!(ids_by_function: true,));
    let outcome = args.outcome.as_ref().map(|path| quote!(outcome: #rt::Some(&#path),));
    let idempotency = args.idempotency.as_ref().and_then(|name| {
        let wire = &def.fields.iter().find(|field| field.ident == *name)?.wire;
        Some(quote!(idempotency: #rt::Some(#wire),))
    });
    let headers = item::headers(&args.headers, rt);
    let body = args.body.as_ref().map(|body| {
        let body = variant(&body.to_string());
        quote!(body: #rt::BodyMeta::#body,)
    });
    let key = args.key.as_ref().map(|key| match key.to_string().as_str() {
        "payout" => quote!(key: #rt::Key::Payout,),
        "ambiguous" => quote!(key: #rt::Key::Ambiguous,),
        _ => quote!(key: #rt::Key::Payment,),
    });
    let unscripted = args.unscripted_response.as_ref().map(|_| quote!(unscripted_response: true,));
    let legacy = args.legacy_header.as_ref().map(|_| quote!(jws_header: #rt::JwsHeader::Legacy,));
    let status = args.deprecated.as_ref().map(|note| quote!(status: #rt::Status::Deprecated(#note),));
    let doc = (!def.doc.is_empty()).then_some(&def.doc).map(|doc| quote!(doc: #doc,));
    let rust = format!("::{}", unraw(ident));
    let request = table::fields(&def.fields, Direction::Request, rt);
    let response = args.response.as_ref().map(|_| quote!(response: #rt::response_of::<Self>(),));
    quote! {
        #rt::EndpointMeta {
            id: #id, api: <#api as #rt::Api>::META, method: #rt::Method::#method, uri: #uri,
            effect: #rt::Effect::#effect,
            #recover #outcome #ids #idempotency #headers #action #body #script #key #unscripted #legacy #status #since #source #doc
            rust: #rt::concat!(#rt::module_path!(), #rust),
            request: #request,
            #response
            ..#rt::EndpointMeta::DEFAULT
        }
    }
}

/// Writes the constant by which the compiler holds the tables of a call that moves money and of its status call against
/// each other.
pub(super) fn require_status_query(args: &EndpointArgs, ident: &Ident, rt: &TokenStream) -> Option<TokenStream> {
    let Some(StatusCall::Call(ty)) = args.recover.as_ref().filter(|_| effect(args) == "money") else { return None };
    let on = item::spanned(rt, ty.span());
    let check = quote_spanned!(ty.span()=> #on::require_status_query(<#ident as #on::Endpoint>::META));
    Some(quote!(const _: () = #check;))
}

/// Writes the constant by which the compiler holds a call against what its scheme adds, if only the scheme's table tells that.
pub(super) fn require_unadded(api: Option<&Api>, ident: &Ident, rt: &TokenStream) -> Option<TokenStream> {
    api.filter(|api| api.added_fields().is_empty()).map(|_| {
        let on = item::spanned(rt, ident.span());
        let check = quote_spanned!(ident.span()=> #on::require_unadded(<#ident as #on::Endpoint>::META));
        quote!(const _: () = #check;)
    })
}

/// Returns the effect of a call; a GET only reads unless `effect` is given.
pub(super) fn effect(args: &EndpointArgs) -> &'static str {
    let is = |word: &str| args.effect.as_ref().is_some_and(|effect| effect == word);
    let is_get = args.method.as_ref().is_some_and(|method| method.value() == "GET");
    match () {
        () if is("money") => "money",
        () if is("read") || (is_get && args.effect.is_none()) => "read",
        () => "write",
    }
}

/// Converts `money` to `Money`.
fn variant(word: &str) -> Ident {
    let mut chars = word.chars();
    let first = chars.next().map_or('X', |c| c.to_ascii_uppercase());
    format_ident!("{first}{}", chars.as_str())
}
