//! Schemes against signatures that somebody else made, and against messages that are wrong in every way.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot continue has failed

use std::borrow::Cow;

use super::{
    AnyCredentials, AnyScheme, Basic, BasicCredentials, Bearer, BearerCredentials, Encoded, NoSignature, Scheme,
    SchemeMeta, SignError, SignHeader, SignHeaderCredentials, Signed, Signer, Unsigned, Unverified, Verdict,
};
use crate::meta::{ApiMeta, EndpointMeta};
use crate::tree::Tree;

/// An endpoint of an API with this scheme.
fn endpoint<S: Scheme>() -> &'static EndpointMeta {
    let api = ApiMeta { name: "own", rust: "Own", scheme: AnyScheme::of::<S>(), ..ApiMeta::DEFAULT };
    let api: &'static ApiMeta = Box::leak(Box::new(api));
    Box::leak(Box::new(EndpointMeta { id: "own.call", api, uri: "/call", ..EndpointMeta::DEFAULT }))
}

fn sign<S: Scheme>(credentials: S::Credentials, body: &'static str) -> (Signer, Result<Signed, SignError>) {
    let endpoint = endpoint::<S>();
    let signer = Signer::new(endpoint.api, &credentials.into()).unwrap();
    let encode = |_: &Tree| Encoded { body: body.into(), ..Encoded::default() };
    let mut message = Unsigned::request(endpoint, endpoint.uri, Tree::empty(), &encode, &String::new);
    let made = signer.sign(&mut message).and_then(|()| message.finish());
    (signer, made)
}

fn verdict<S: Scheme>(signer: &Signer, headers: &[(&str, &str)], body: &str) -> Verdict {
    let fields = Tree::empty();
    signer.verify(&Unverified {
        endpoint: endpoint::<S>(),
        is_response: false,
        method: "POST",
        path: "/call",
        query: "",
        headers,
        body: body.as_bytes(),
        fields: fields.root(),
        endpoints: &[],
        other_keys: &[],
    })
}

/// Signs a body and checks the headers, that they verify, and that they do not when one of them is changed or left out.
fn check<S: Scheme>(credentials: S::Credentials, body: &'static str, expected: &[(&str, &str)]) {
    let (signer, made) = sign::<S>(credentials, body);
    let headers: Vec<(&str, Cow<'_, str>)> = made.unwrap().headers;
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(headers, expected);
    assert_eq!(verdict::<S>(&signer, &headers, body), Verdict::Right);
    for at in 0..headers.len() {
        let mut fewer = headers.clone();
        fewer.remove(at);
        assert_ne!(verdict::<S>(&signer, &fewer, body), Verdict::Right, "{expected:?} without {at}");
        let mut other = headers.clone();
        let changed = format!("{}0", other[at].1);
        other[at].1 = &changed;
        assert_ne!(verdict::<S>(&signer, &other, body), Verdict::Right, "{expected:?} with another {at}");
    }
    let fields = Tree::empty();
    let response = Unverified {
        endpoint: endpoint::<S>(),
        is_response: true,
        method: "POST",
        path: "/call",
        query: "",
        headers: &[],
        body: b"",
        fields: fields.root(),
        endpoints: &[],
        other_keys: &[],
    };
    assert_eq!(signer.verify(&response), Verdict::Unsigned);
}

/// The digest of the older Cards API's page is wrong; this one was computed by others from its rule.
#[test]
fn the_header_sign_is_sha256_over_body_and_key() {
    let body = r#"{"cardholder_name":"IVANOV IVAN IVANOVICH","phone":79651234567,"product_code":1,"card_id":555}"#;
    let digest = "e052b3bd72f1653a556e0209b011c265a64a3ca352653f6f54767d3fafd62e74";
    let credentials = SignHeaderCredentials::new("7", "some_secret_string");
    check::<SignHeader>(credentials.clone(), body, &[("Auth-Id", "7"), ("Sign", digest)]);
    let (signer, _) = sign::<SignHeader>(credentials, body);
    let verdict = verdict::<SignHeader>(&signer, &[("auth-id", "7"), ("sign", digest)], "{}");
    assert_eq!(verdict, Verdict::Wrong("Sign does not match the body that arrived".to_owned()));
}

/// RFC 7617, sections 2 and 2.1 (`charset="UTF-8"`).
#[test]
fn http_basic_is_that_of_its_rfc() {
    let sesame = BasicCredentials::new("Aladdin", "open sesame");
    check::<Basic>(sesame, "", &[("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]);
    let pounds = BasicCredentials::new("test", "123\u{a3}");
    check::<Basic>(pounds, "", &[("Authorization", "Basic dGVzdDoxMjPCow==")]);
    let colon = AnyCredentials::from(BasicCredentials::new("a:b", "c"));
    let refused = Signer::new(endpoint::<Basic>().api, &colon).unwrap_err();
    assert_eq!(refused, "the username has a colon, which HTTP Basic cannot carry");
}

/// RFC 6750, section 2.1.
#[test]
fn a_bearer_token_is_that_of_its_rfc() {
    let credentials = BearerCredentials::new("person", "mF_9.B5f-4.1JqM");
    check::<Bearer>(credentials, "", &[("Authorization", "Bearer mF_9.B5f-4.1JqM")]);
    let spaced = AnyCredentials::from(BearerCredentials::new("person", "a b"));
    let refused = Signer::new(endpoint::<Bearer>().api, &spaced).unwrap_err();
    assert_eq!(refused, "the token has characters that no bearer token has");
}

#[test]
fn credentials_are_those_of_the_scheme() {
    let refused = |credentials| Signer::new(endpoint::<Bearer>().api, &credentials).unwrap_err();
    let requires = "the Own API requires bearer credentials: account, token";
    assert_eq!(refused(AnyCredentials::new()), requires);
    assert_eq!(refused(BasicCredentials::new("a", "b").into()), requires);
    let parts = AnyCredentials::new().with("account", "1").with("token", "secret-token");
    assert_eq!(refused(parts.clone().with("secret", "x")), requires);
    assert_eq!(refused(parts.clone().with("token", "")), "the token is empty");
    assert!(refused(parts.clone().with("token", "a\u{200b}b")).starts_with("the token has "));
    assert_eq!(format!("{parts:?}"), r#"["account", "token"]"#);
    let none = Signer::new(endpoint::<NoSignature>().api, &parts).unwrap_err();
    assert_eq!(none, "the Own API takes no credentials");
}

/// A scheme that breaks the rules of the contract: then nothing is sent.
#[derive(Debug)]
struct Careless<const MISTAKE: u8>;

impl<const MISTAKE: u8> Scheme for Careless<MISTAKE> {
    type Credentials = AnyCredentials;
    const META: &'static SchemeMeta =
        &SchemeMeta { name: "careless", added_fields: &["late"], added_headers: &["X-Two"], ..SchemeMeta::DEFAULT };

    fn new(_: &ApiMeta, _: &AnyCredentials) -> Result<Self, String> {
        Ok(Self)
    }

    fn account(&self) -> &'static str {
        "1"
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        match MISTAKE {
            0 => {
                message.body();
                message.add_field("late", "1");
            }
            1 => message.add_field("unlisted", "1"),
            2 => message.add_header("X-Unlisted", "1"),
            _ => message.add_header("X-Two", "1\r\nX-Three: 2"),
        }
        Ok(())
    }

    fn verify(&self, _: &Unverified<'_>) -> Verdict {
        Verdict::Unsigned
    }
}

#[test]
fn a_scheme_adds_what_its_table_lists_and_nothing_after_the_body() {
    fn problem<S: Scheme<Credentials = AnyCredentials>>() -> String {
        let Err(e) = sign::<S>(AnyCredentials::new(), "").1 else { panic!("{:?} signs", S::META) };
        e.to_string()
    }
    assert_eq!(problem::<Careless<0>>(), "the scheme careless adds the field late after it has read the body");
    let unlisted = "which its table does not list";
    assert_eq!(problem::<Careless<1>>(), format!("the scheme careless adds the field unlisted, {unlisted}"));
    assert_eq!(problem::<Careless<2>>(), format!("the scheme careless adds the header X-Unlisted, {unlisted}"));
    assert_eq!(problem::<Careless<3>>(), "the header X-Two would contain control characters");
}
