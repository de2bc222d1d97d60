//! A callback: all errors are reported at once.

use quote::quote;

use crate::expand::callback;

fn expanded(args: proc_macro2::TokenStream, fields: proc_macro2::TokenStream) -> String {
    callback::expand(args, quote!(pub struct Notice { #fields })).to_string()
}

#[test]
fn what_only_a_request_has_is_refused_with_the_reason_and_all_at_once() {
    let args = quote! {
        uri = "/x", method = "POST", effect = read, recover = X, script = "x", response = X, idempotency = x,
        headers("X"), action = "X", shares_uri, id = "a.b", url = "{u}", reply = none, rejectable, api = partner
    };
    let errors = expanded(args, quote!(#[freedompay(path)] pub order: String));
    for name in
        ["uri", "method", "effect", "recover", "script", "response", "idempotency", "headers", "action", "shares_uri"]
    {
        assert!(errors.contains(&format!("FP027: a callback has no `{name}`")), "{name}: {errors}");
    }
    for message in ["signed with `pg_sig`, but the Partner API", "only a signed reply", "remove `path`"] {
        assert!(errors.contains(message), "{message}: {errors}");
    }
    assert!(!errors.contains("FP001") && errors.contains("pub struct Notice"), "{errors}");
}

#[test]
fn what_is_missing_is_named() {
    let errors = expanded(quote!(), quote!());
    for name in ["id", "url", "reply", "api"] {
        assert!(errors.contains(&format!("FP004: `{name}` is missing")), "{name}: {errors}");
    }
    let errors = expanded(quote!(id = "a.b", url = "{u}", reply = xlm, api = merchant, uro = "x"), quote!());
    assert!(errors.contains("FP003") && errors.contains("did you mean `url`?"), "{errors}");
}

#[test]
fn a_right_to_refuse_is_declared_as_one() {
    let args = quote!(id = "a.b", url = "{u}", reply = xml, api = merchant);
    let errors = expanded(args.clone(), quote!(pub can_reject: Option<Flag>));
    assert!(errors.contains("FP027: a callback with `can_reject` must be declared `rejectable`"), "{errors}");
    let errors = expanded(quote!(#args, rejectable), quote!(pub can_reject: bool));
    assert!(errors.contains("`Option<Flag>`"), "{errors}");
    let errors = expanded(args, quote!(pub sig: Option<String>, pub salt: String));
    assert!(errors.contains("FP011: `pg_sig` is verified") && errors.contains("FP011: `pg_salt`"), "{errors}");
}
