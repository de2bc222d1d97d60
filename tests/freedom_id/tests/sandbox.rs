//! Freedom ID against the sandbox, which knows nothing of it but its declaration.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::process::Command;

use freedompay::scheme::{BasicCredentials, BearerCredentials};
use freedompay::{Api, Client, Error, Uuid};
use freedompay_freedom_id::user::{OrderProfile, OrderStatus, ProfileStatus, RefreshTokens};
use freedompay_freedom_id::{Authorize, FreedomId, FreedomIdUser, Grant, IssueTokens};
use freedompay_sandbox::{Sandbox, SignatureVerdict};

async fn sandbox() -> Sandbox {
    Sandbox::builder().api::<FreedomId>().api::<FreedomIdUser>().start().await.unwrap()
}

/// The credentials that a sandbox accepts where nothing else was set.
fn partner(password: &str, sandbox: &Sandbox) -> Client<FreedomId> {
    let credentials = BasicCredentials::new("sandbox-username", password);
    Client::builder(credentials).base_url(&sandbox.url()).build().unwrap()
}

fn person(token: &str, sandbox: &Sandbox) -> Client<FreedomIdUser> {
    let credentials = BearerCredentials::new("sandbox-account", token);
    Client::builder(credentials).base_url(&sandbox.url()).build().unwrap()
}

#[tokio::test]
async fn a_partner_is_authorized_by_http_basic() {
    let sandbox = sandbox().await;
    let client = partner("sandbox-password", &sandbox);
    let authorize = Authorize::new("https://example.com/login", vec![Grant::Email, Grant::Unknown("read.x".into())]);
    let page = authorize.send(&client).await.unwrap();
    // The sandbox gives fields back that it was given.
    assert_eq!(page.redirect_uri, "https://example.com/login");
    IssueTokens::new("the code").send(&client).await.unwrap();
    let recorded = sandbox.requests();
    assert!(recorded.iter().all(|call| call.signature == SignatureVerdict::Right), "{recorded:?}");
    let shown = format!("{recorded:?}");
    assert!(!shown.contains("the code") && !shown.contains("sandbox-password"), "{shown}");
}

#[tokio::test]
async fn a_wrong_password_is_an_error_under_http_200_and_is_explained() {
    let sandbox = sandbox().await;
    let client = partner("pa55word", &sandbox);
    let error = Authorize::new("https://example.com/login", vec![Grant::OpenId]).send(&client).await.unwrap_err();
    let Error::Provider(provider) = &error else { panic!("{error:?}") };
    assert_eq!((provider.http_status, provider.authenticated), (200, false));
    assert_eq!(provider.description.as_deref(), Some("Authorization names another client or another secret"));
    let recorded = &sandbox.requests()[0];
    let explanation = recorded.explanation.as_ref().unwrap();
    assert_eq!((explanation.scheme, recorded.signature), ("basic", SignatureVerdict::Wrong));
    assert_eq!(explanation.to_string(), "Authorization names another client or another secret");
}

#[tokio::test]
async fn every_person_has_a_client_of_their_own_over_one_transport() {
    let sandbox = sandbox().await;
    let first = person("sandbox-token", &sandbox);
    let second = Client::<FreedomIdUser>::builder(BearerCredentials::new("another person", "another-token"))
        .base_url(&sandbox.url())
        .sharing(first.as_any())
        .build()
        .unwrap();
    let request_id = Uuid::from_u128(1);
    let order = OrderProfile::new(request_id).send(&first).await.unwrap();
    assert_eq!((order.request_id, &order.status), (request_id, &OrderStatus::Accepted));
    let error = OrderProfile::new(request_id).send(&second).await.unwrap_err();
    assert!(error.to_string().contains("Authorization has another token"), "{error}");
}

#[tokio::test]
async fn a_patch_has_no_body_and_a_get_has_one() {
    let sandbox = sandbox().await;
    let client = person("sandbox-token", &sandbox);
    RefreshTokens::new().send(&client).await.unwrap();
    let report = ProfileStatus::new("17").send(&client).await.unwrap();
    assert_eq!(report.request_id, "17");
    let sent = client.prepare(&ProfileStatus::new("17")).unwrap();
    assert_eq!((sent.method(), sent.body()), ("GET", &br#"{"request_id":"17"}"#[..]));
    assert!(sent.url().ends_with("/api/v1/oauth/get-profile/status"), "{}", sent.url());
    let sent = client.prepare(&RefreshTokens::new()).unwrap();
    assert_eq!((sent.method(), sent.body()), ("PATCH", &b""[..]));
    assert!(sent.headers().iter().all(|(name, _)| *name != "Content-Type"), "{:?}", sent.headers());
}

#[test]
fn no_other_api_takes_its_calls_and_no_country_has_another_host() {
    for api in [FreedomId::META, FreedomIdUser::META] {
        let host = Some("https://passport.freedompay.kz");
        assert_eq!(
            [api.hosts.kazakhstan, api.hosts.kyrgyzstan, api.hosts.uzbekistan, api.hosts.test],
            [host, host, host, None]
        );
    }
    let none = Client::<FreedomId>::builder(BasicCredentials::new("a", "b")).environment(freedompay::Environment::Test);
    let refused = none.build().unwrap_err().to_string();
    assert!(refused.contains("no test host is documented for the FreedomId API"), "{refused}");
}

fn program(args: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_freedom-id")).args(args).output().unwrap();
    let text = [run.stdout, run.stderr].concat();
    (run.status.code().unwrap_or(-1), String::from_utf8(text).unwrap())
}

#[test]
fn its_command_line_lists_calls_and_describes_its_own_apis() {
    let (status, list) = program(&["endpoints", "--api", "freedom_id_user"]);
    assert_eq!(status, 0, "{list}");
    for id in ["freedom_id.oauth.token_refresh", "freedom_id.oauth.get_profile", "freedom_id.oauth.get_profile_status"]
    {
        assert!(list.contains(id), "{list}");
    }
    let order = "00000000-0000-0000-0000-000000000001";
    let request = format!("request_id={order}");
    let (status, response) = program(&["call", "freedom_id.oauth.get_profile", "--field", &request]);
    assert!(status == 0 && response.contains(order), "{status} {response}");
    let (status, request) = program(&["call", "freedom_id.oauth.token_refresh", "--dry-run"]);
    assert!(
        status == 0 && request.contains(r#""Authorization": "***""#) && !request.contains("sandbox-token"),
        "{request}"
    );
    let mut run = Command::new(env!("CARGO_BIN_EXE_freedom-id"));
    run.args(["call", "freedom_id.oauth.token_refresh"]).env("FREEDOMPAY_TOKEN", "one-of-our-own");
    let own = run.output().unwrap();
    assert!(own.status.success(), "{}", String::from_utf8_lossy(&own.stderr));
    let (status, document) = program(&["openapi", "--api", "freedom_id"]);
    assert!(status == 0 && document.contains("https://passport.freedompay.kz"), "{status} {document}");
    assert!(document.contains("scheme: \"basic\"") && document.contains("- basic: []"), "{document}");
}
