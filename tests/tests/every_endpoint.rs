//! One test per declared endpoint, made from the registry: a request out of the table goes over real HTTP to the
//! sandbox, which accepts its signature, and the response reads as its declared type.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::meta::{Direction, FormEncoding, Status, Wire};
use freedompay::{AnyClient, Endpoint, Value};
use freedompay_sandbox::{Sandbox, SignatureVerdict};
use freedompay_tests::fixtures::{self, Fields};

async fn check<E: Endpoint>() {
    let meta = E::META;
    let sandbox = Sandbox::builder().samples().start().await.unwrap();
    let credentials = sandbox.credentials(meta.api);
    let encodings: &[FormEncoding] = match meta.api.wire {
        Wire::Json => &[FormEncoding::Multipart],
        Wire::Form => &[FormEncoding::Multipart, FormEncoding::Urlencoded],
    };
    for which in [Fields::Required, Fields::All] {
        for encoding in encodings {
            let client = AnyClient::builder(meta.api, credentials.clone())
                .base_url(&sandbox.url())
                .form_encoding(*encoding)
                .build()
                .unwrap();
            let message = fixtures::request(meta, which);
            let response = client.call(meta, &message).await.unwrap_or_else(|e| panic!("{which:?}: {e}"));
            let seen = sandbox.requests().pop().unwrap();
            let is_signed = meta.api.scheme.name != "none";
            let verdict = if is_signed { SignatureVerdict::Right } else { SignatureVerdict::Unsigned };
            assert_eq!((seen.signature, seen.refused), (verdict, None), "{which:?}");
            arrived_as(meta.id, seen.endpoint.unwrap());
            let Value::Map(members) = &message else { panic!("a request is an object") };
            for (name, _) in members {
                assert!(seen.fields.get(name).is_some(), "{which:?}: {name} did not arrive");
            }
            assert_eq!(response.is_authenticated(), meta.api.scheme.signs_responses);
            response.decode::<E::Response>().unwrap_or_else(|e| panic!("{which:?}: {e}"));
        }
    }
}

/// Several operations may share a path, and with few fields the sandbox cannot tell which of them was meant.
fn arrived_as(sent: &str, seen: &str) {
    let way = |id: &str| freedompay::endpoint(id).map(|e| (e.method, e.uri, e.action, e.script_name(), e.key)).unwrap();
    assert_eq!(way(sent), way(seen), "{sent} arrived as {seen}");
}

macro_rules! each_endpoint {
    ($($name:ident => $request:path,)*) => {
        $(
            #[tokio::test]
            #[allow(deprecated)]
            async fn $name() {
                check::<$request>().await;
            }
        )*

        #[allow(deprecated)]
        const TESTED: &[&str] = &[$(<$request as Endpoint>::META.id),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/endpoints.rs"));

#[test]
fn every_endpoint_has_a_test() {
    let callable = freedompay::endpoints()
        .iter()
        .filter(|e| e.direction == Direction::Request && !matches!(e.status, Status::Undocumented(_)));
    for endpoint in callable {
        assert!(TESTED.contains(&endpoint.id), "{} is in the registry, but has no test here", endpoint.id);
    }
}
