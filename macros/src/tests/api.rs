//! An API: all errors are reported at once, and declarations are held against what its macro hands over.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{api, callback, endpoint};

fn expanded(args: TokenStream, item: TokenStream) -> String {
    api::expand(args, item).to_string()
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let args = quote! {
        name = "FreedomId", wire = xml, prefix = "pg ", paths("v1", "https://id.example/", "/a?b", "/a", "/a"), errors = "x",
        headers("X-Own", "X-Action", "Host" = "x", "a b" = "x"), replays_request_id, ids("a", "a", ""), open_codes = 1,
        hosts(all = "id.example", uzbekistan = "http://id.example", test = "https://id.example/v1", kirgizstan = "x"), ids("b"),
        path("/x")
    };
    let errors = expanded(
        args,
        quote!(
            pub enum FreedomId {
                One,
            }
        ),
    );
    for message in [
        "FP020: an API is a name among types",
        "FP004: `scheme` is missing: add `scheme = Jws`",
        "FP026: the name of an API consists of lower-case words with `_` between: `name = \\\"freedom_id\\\"`",
        "FP003: `wire` expects one of `json`, `form`",
        "FP003: a prefix of names",
        "FP006: the beginning of a path begins with a slash: `/v1`",
        "FP006: `paths` are the beginnings of paths without a host",
        "FP006: the beginning of a path is plain ASCII",
        "FP022: `/a` is twice among the `paths`",
        "FP003: `errors` expects the path of a constant",
        "FP010: only `X-Request-Id` and `Request-Id` get their value",
        "FP011: `X-Action` is set by the client: write `actions`",
        "FP011: `Host` is set by the client: remove it",
        "FP010: not a header name",
        "FP004: the provider recognises a repeated call by a header",
        "FP022: `a` is twice among the `ids`",
        "FP003: `ids` is empty",
        "FP003: `open_codes` expects the path of a constant",
        "FP002: `all` sets the host of every country, so `uzbekistan`",
        "FP030: a host begins with its scheme: `https://id.example`",
        "FP030: payments go over TLS",
        "FP030: a host is scheme, name and port only",
        "unknown argument `kirgizstan`; did you mean `kyrgyzstan`?",
        "FP002: `ids` is given twice",
        "unknown argument `path`; did you mean `paths`?",
    ] {
        assert!(errors.contains(message), "{message}\n{errors}");
    }
    assert!(errors.contains("enum FreedomId") && errors.contains("__private :: Api for FreedomId"), "{errors}");
}

#[test]
fn what_is_missing_is_named_with_an_example() {
    let errors = expanded(
        quote!(),
        quote!(
            enum FreedomId {}
        ),
    );
    assert!(errors.contains("FP004: `name` and `scheme` are missing"), "{errors}");
    let errors = expanded(
        quote!(scheme = Jws),
        quote!(
            enum FreedomId {}
        ),
    );
    assert!(errors.contains("`name` is missing: add `name = \\\"freedom_id\\\"`"), "{errors}");
    for (args, code) in [(quote!(name), "FP003"), (quote!(name = ), "FP003"), (quote!("freedom_id"), "FP001")] {
        let errors = expanded(
            quote!(#args, scheme = Jws),
            quote!(
                enum FreedomId {}
            ),
        );
        assert!(errors.contains(code) && !errors.contains("FP004"), "{errors}");
    }
}

#[test]
fn hosts_are_https_or_on_this_machine_and_differ() {
    let errors = |hosts: TokenStream| {
        let args = quote!(name = "points", scheme = Jws, hosts(#hosts));
        expanded(
            args,
            quote!(
                enum Points {}
            ),
        )
        .matches("FP030")
        .count()
    };
    for host in [
        "https://a.example",
        "https://a.example/",
        "https://a.example:8443",
        "http://localhost:1",
        "http://[::1]:80",
        "http://127.9.0.1",
    ] {
        assert_eq!(errors(quote!(all = #host)), 0, "{host}");
    }
    for host in [
        "",
        "a.example",
        "http://a.example",
        "ftp://a.example",
        "https://",
        "https://a.example/v1",
        "https://u@a.example",
        "https://a.example?x",
        "https://a.example:99999",
        "https://a b",
        "http://10.0.0.1",
        "http://localhost.example",
    ] {
        assert_eq!(errors(quote!(all = #host)), 1, "{host}");
    }
    assert_eq!(errors(quote!(all = "https://a.example", test = "https://A.example/")), 1);
    assert_eq!(errors(quote!(kazakhstan = "https://a.example", uzbekistan = "https://a.example")), 1);
    assert_eq!(errors(quote!(kazakhstan = "https://a.example", uzbekistan = "https://b.example")), 0);
}

/// An attribute goes through the macro of the API, unchanged, however wrong the rest is.
#[test]
fn a_path_leads_through_the_macro_of_the_api() {
    for args in [
        quote!(api = Points),
        quote!(uri = , api = points::Points, response = Vec<Points),
        quote!(api = crate::Points; what),
        quote!(method = "GET" api = ::shop::Points),
    ] {
        for (name, code) in [
            (
                "freedompay_endpoint",
                endpoint::expand(
                    args.clone(),
                    quote!(
                        pub struct Query;
                    ),
                ),
            ),
            (
                "freedompay_callback",
                callback::expand(
                    args.clone(),
                    quote!(
                        pub struct Query;
                    ),
                ),
            ),
        ] {
            let code = code.to_string();
            let (_, args) = (&name, args.to_string());
            assert!(code.contains("Points ! {"), "{code}");
            assert!(code.ends_with(&format!("__private :: {name} ({args})]] pub struct Query ; }}")), "{code}");
        }
    }
    for args in [
        quote!(api = card),
        quote!(api = points),
        quote!(api = ),
        quote!(api = points::),
        quote!(api = "Points"),
        quote!(api),
    ] {
        let code = endpoint::expand(
            args.clone(),
            quote!(
                pub struct Query;
            ),
        )
        .to_string();
        assert!(!code.contains("! { [# [:: freedompay :: __private :: freedompay_endpoint"), "{args}: {code}");
    }
}

/// Expands a call whose API hands over these facts.
fn of_api(facts: &str, args: TokenStream, fields: TokenStream) -> String {
    let facts: TokenStream = facts.parse().unwrap();
    let args = quote!(uri = "/v1/points/{merchant_id}", api = Points, #args);
    endpoint::expand(args, quote!(#[freedompay_declared($crate #facts)] pub struct Query { #fields })).to_string()
}

#[test]
fn what_applies_depends_on_wire_and_scheme_and_not_on_one_of_them() {
    let script = quote!(method = "POST", script = "x", key = payout, unscripted_response);
    let legacy = quote!(method = "POST", legacy_header);
    let rest = quote!(#[freedompay(rest)] pub rest: BTreeMap<String, String>);
    let path = quote!(#[freedompay(path)] pub merchant_id: String);
    let facts = |wire: &str, scheme: &str| {
        format!(", name = \"points\", rust = \"Points\", scheme = \"{scheme}\", wire = {wire}")
    };
    let get = quote!(method = "GET");
    for (wire, scheme, pg, jws) in [
        ("json", "Jws", false, true),
        ("form", "Jws512", false, true),
        ("json", "PgSig", true, false),
        ("form", "PgSig", true, false),
        ("form", "Own", false, false),
        ("json", "Basic", false, false),
    ] {
        let facts = facts(wire, scheme);
        let count = |args: &TokenStream, fields: TokenStream, code: &str| {
            of_api(&facts, args.clone(), fields).matches(code).count()
        };
        let of_path = if pg { quote!() } else { path.clone() };
        assert_eq!(count(&script, of_path.clone(), "FP012"), if pg { 0 } else { 3 }, "{facts}");
        assert_eq!(count(&legacy, of_path.clone(), "FP012"), usize::from(!jws), "{facts}");
        let with_rest = quote!(#of_path, #rest);
        let with_rest = if pg { rest.clone() } else { with_rest };
        assert_eq!(count(&quote!(method = "POST"), with_rest, "FP012"), usize::from(wire == "json"), "{facts}");
        assert_eq!(count(&quote!(method = "POST"), quote!(), "FP007"), usize::from(!pg), "{facts}");
        let in_body = if pg { quote!(pub x: String) } else { quote!(#of_path, pub x: String) };
        assert_eq!(count(&get, in_body.clone(), "FP009"), usize::from(wire == "json"), "{facts}");
        assert_eq!(count(&quote!(#get, body = always), in_body.clone(), "FP009"), 0, "{facts}");
        assert_eq!(
            count(&quote!(method = "PATCH", body = never), in_body, "FP009"),
            usize::from(wire == "json"),
            "{facts}"
        );
    }
}

#[test]
fn a_call_is_held_against_the_facts_of_its_api() {
    let facts = ", name = \"points\", rust = \"Points\", scheme = \"PgSig\", wire = form, prefix = \"pt_\", actions, headers(\"X-Shop\")";
    let args = quote!(method = "POST", headers("x-shop" = "1"), id = "partner.points");
    let errors = of_api(facts, args, quote!(pub pt_a: String, #[freedompay(rename = "b")] pub b: String));
    for message in [
        "FP004: `action` is missing: every call of the Points API names one",
        "FP011: `x-shop` is set by the client in every call of this API: remove it",
        "FP026: this id is one of another API, but this is the Points API: begin it with `points.`",
        "FP012: the prefix `pt_` is added to every field: rename this one to `a`",
        "FP012: every field of this API begins with `pt_`",
    ] {
        assert!(errors.contains(message), "{message}\n{errors}");
    }
    let code = of_api(facts, quote!(method = "POST", action = "ask"), quote!(pub a: String));
    for part in
        ["id : \"points.query\"", "name : \"pt_a\"", "api : < Points as :: freedompay :: __private :: Api > :: META"]
    {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

/// An API whose declaration is wrong hands over nothing, and nobody else can.
#[test]
fn only_the_macro_of_an_api_hands_over_facts() {
    let code = of_api("", quote!(method = "POST", script = "x", action = "x"), quote!(pub pg_x: String));
    assert!(code.contains("FP007") && code.matches("compile_error").count() == 1, "{code}");
    let item = quote!(
        #[freedompay_declared(name = "points", scheme = "PgSig")]
        pub struct Query;
    );
    let code = endpoint::expand(quote!(api = Points), item).to_string();
    assert!(code.starts_with("Points ! {"), "{code}");
}
