//! Calls over real HTTP on loopback, against the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::merchant::purchase::{CallStatus, CreatePayment, Language};
use freedompay::merchant::receipt::{ReceiptPosition, TaxType};
use freedompay::meta::{Algorithm, FormEncoding};
use freedompay::partner::account::{BatchStatusesQuery, ErrorCode};
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{
    Amount, AnyClient, Api, Client, Endpoint, Error, JwsCredentials, Merchant, Partner, PgCredentials, Uuid, Value,
    blocking,
};
use freedompay_downstream::{CheckCard, PointsQuery, Status};
use freedompay_sandbox::{Credentials, Sandbox, SignatureVerdict};

fn payment() -> CreatePayment {
    CreatePayment::new("2500.00".parse().unwrap(), "Счёт & <заказ>")
        .order_id("8841")
        .testing_mode(true)
        .language(Language::from("xx"))
        .receipt_positions([
            ReceiptPosition::new().count(2).name("Mouse pad").price(Amount::from(1000)).tax_type(TaxType::from("42")),
            ReceiptPosition::new().gtin("G").mark_list(["m1", "m2"]),
        ])
        .extra("Zone", "A")
        .extra("colour", "")
}

#[tokio::test]
async fn the_three_calls_succeed() {
    let sandbox = Sandbox::start().await.unwrap();
    let partner = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let merchant = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();

    let invoice = Uuid::now_v7();
    let info = InvoiceInfo::new().id(invoice).send(&partner).await.unwrap();
    assert_eq!(info.get("id").and_then(Value::as_text), Some(invoice.to_string().as_str()));
    let request_id: Uuid = info.raw().request_id().unwrap().parse().unwrap();
    assert_eq!(request_id.get_version_num(), 7);
    assert_eq!(info.raw().header("x-request-id"), Some(request_id.to_string().as_str()));
    assert_eq!(info.raw().request_status(), Some("success"));
    assert!(info.raw().datetime().unwrap().ends_with('Z'));

    let statuses = BatchStatusesQuery::new("batch-payment-002").send(&partner).await.unwrap();
    assert_eq!(statuses.error_code.as_ref().map(ErrorCode::as_str), Some("0"));
    assert!(statuses.document_body.as_deref().unwrap().contains("pain.002.001.14"));

    let page = payment().send(&merchant).await.unwrap();
    assert_eq!(page.status, Some(CallStatus::Ok));
    assert!(page.raw().is_authenticated());

    let seen = sandbox.requests();
    assert!(seen.iter().all(|request| request.signature == SignatureVerdict::Right && request.refused.is_none()));
    let ids: Vec<_> = seen.iter().map(|request| request.endpoint.unwrap()).collect();
    assert_eq!(ids, ["partner.invoices.info", "partner.account.batch_statuses", "merchant.purchase.create_payment"]);
    let sent = &seen[2].fields;
    assert_eq!(sent.get("pg_amount").and_then(Value::as_text), Some("2500.00"));
    assert_eq!(sent.get("Zone").and_then(Value::as_text), Some("A"));
    let Some(Value::List(positions)) = sent.get("pg_receipt_positions") else { panic!("positions are a list") };
    assert_eq!(positions[0].get("tax_type").and_then(Value::as_text), Some("42"));
}

#[tokio::test]
async fn both_form_encodings_are_understood() {
    let sandbox = Sandbox::start().await.unwrap();
    for encoding in [FormEncoding::Multipart, FormEncoding::Urlencoded] {
        let client = Client::<Merchant>::builder(sandbox.pg_credentials())
            .base_url(&sandbox.url())
            .form_encoding(encoding)
            .build()
            .unwrap();
        payment().send(&client).await.unwrap();
    }
    assert_eq!(sandbox.requests()[0].fields.get("pg_description"), sandbox.requests()[1].fields.get("pg_description"));
}

#[test]
fn the_blocking_client_makes_the_same_calls() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::start()).unwrap();
    let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    assert_eq!(payment().send(&client).unwrap().status, Some(CallStatus::Ok));
    // Inside a runtime it would stall every other task: refused without a panic, also when dropped there.
    runtime.block_on(async move {
        assert!(matches!(payment().send(&client), Err(Error::Invalid(_))));
        drop(client);
    });
}

#[tokio::test]
async fn an_endpoint_declared_downstream_works_like_a_built_in_one() {
    let sandbox = Sandbox::builder().endpoint::<PointsQuery>().endpoint::<CheckCard>().start().await.unwrap();
    let card =
        Client::<freedompay::CardIssuing>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let response = PointsQuery::new(Uuid::now_v7(), "card-1").send(&card).await.unwrap();
    assert_eq!(response.status, Some(Status::Ok));
    assert_eq!(response.balance.unwrap().to_string(), "1250.50");
    assert_eq!(response.card_id.as_deref(), Some("card-1"));
    assert_eq!(PointsQuery::META.id, "card.points_query");

    let gateway =
        Client::<freedompay::Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    let request = CheckCard::new("4400444400004440", "1.00".parse().unwrap()).card_cvc("123");
    // The response is untyped: a tree of parameters.
    let response = request.send(&gateway).await.unwrap();
    assert_eq!(response.get("pg_status").and_then(Value::as_text), Some("ok"));
    let shown = format!("{request:?} {response:?} {:?} {:?}", gateway.prepare(&request).unwrap(), sandbox.requests());
    assert!(!shown.contains("4400444400004440") && !shown.contains("123\""), "{shown}");
    assert!(shown.contains("card_pan: ***"), "{shown}");
}

#[tokio::test]
async fn a_wrong_key_is_refused_as_documented() {
    let sandbox = Sandbox::start().await.unwrap();
    let partner =
        Client::<Partner>::builder(JwsCredentials::new("123456", "wrong")).base_url(&sandbox.url()).build().unwrap();
    let Err(Error::Provider(refusal)) = InvoiceInfo::new().send(&partner).await else { panic!("refused") };
    assert_eq!(refusal.response.get("status").and_then(Value::as_text), Some("error"));

    let merchant =
        Client::<Merchant>::builder(PgCredentials::new("123456", "wrong")).base_url(&sandbox.url()).build().unwrap();
    let Err(Error::Provider(refusal)) = payment().send(&merchant).await else { panic!("refused") };
    assert_eq!((refusal.code.as_deref(), refusal.authenticated), (Some("1100"), false));

    let stranger =
        Client::<Merchant>::builder(PgCredentials::new("1", "wrong")).base_url(&sandbox.url()).build().unwrap();
    let Err(Error::Provider(refusal)) = payment().send(&stranger).await else { panic!("refused") };
    assert_eq!(refusal.code.as_deref(), Some("9998"));
    assert!(sandbox.requests().iter().all(|request| request.signature != SignatureVerdict::Right));
}

#[tokio::test]
async fn the_other_jws_algorithm_is_a_setting() {
    let sandbox = Sandbox::builder().endpoint::<PointsQuery>().start().await.unwrap();
    let client = Client::<freedompay::CardIssuing>::builder(sandbox.jws_credentials().algorithm(Algorithm::Hs256))
        .base_url(&sandbox.url())
        .build()
        .unwrap();
    let request = PointsQuery::new(Uuid::now_v7(), "c");
    let prepared = client.prepare(&request).unwrap();
    assert!(prepared.explain().contains("HS256"));
    request.send(&client).await.unwrap();
}

#[tokio::test]
async fn the_sandbox_accepts_other_credentials() {
    let credentials = Credentials { merchant_id: "77".to_owned(), secret: "own".into(), ..Credentials::default() };
    let sandbox = Sandbox::builder().credentials(credentials).start().await.unwrap();
    let client = Client::<Merchant>::builder(PgCredentials::new("77", "own")).base_url(&sandbox.url()).build().unwrap();
    payment().send(&client).await.unwrap();
}

#[tokio::test]
async fn an_invalid_request_is_not_sent_and_every_problem_is_named() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    let request = CreatePayment::new("0.001".parse().unwrap(), "x".repeat(1025))
        .user_id("no spaces")
        .lifetime(1)
        .receipt_positions([ReceiptPosition::new().count(0).name("")])
        .extra("pg_own", "1");
    let Err(Error::Invalid(invalid)) = request.send(&client).await else { panic!("invalid") };
    let fields: Vec<_> = invalid.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "pg_amount",
            "pg_description",
            "pg_lifetime",
            "pg_user_id",
            "pg_receipt_positions[0].count",
            "pg_receipt_positions[0].name",
            "pg_own"
        ]
    );
    // Eleven positions: implementations of the signature disagree.
    let long = payment().receipt_positions(vec![ReceiptPosition::new().count(1); 11]);
    assert!(matches!(long.send(&client).await, Err(Error::Invalid(_))));
    assert!(sandbox.requests().is_empty());

    let allowed = Client::<Merchant>::builder(sandbox.pg_credentials())
        .base_url(&sandbox.url())
        .allow_long_lists(true)
        .build()
        .unwrap();
    long.send(&allowed).await.unwrap();
}

#[tokio::test]
async fn a_path_parameter_cannot_lead_elsewhere() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    for id in ["..", ".", "", "a/b", "a?b", "a#b", "%2e%2e", "é"] {
        assert!(matches!(BatchStatusesQuery::new(id).send(&client).await, Err(Error::Invalid(_))), "{id:?}");
    }
    assert!(sandbox.requests().is_empty());
}

#[test]
fn a_client_is_not_built_from_invalid_settings() {
    let error = |result: Result<Client<Partner>, Error>| match result {
        Err(error @ Error::Invalid(_)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let builder = || Client::<Partner>::builder(JwsCredentials::new("1", "s"));
    for (url, expected) in [
        ("http://api.freedompay.kz", "https"),
        ("ftp://api.freedompay.kz", "https"),
        ("https://user:pw@api.freedompay.kz", "user name"),
        ("https://api.freedompay.kz/prefix", "only"),
        ("https://api.freedompay.kz?x=1", "only"),
        ("api.freedompay.kz", "URL"),
        ("http://127.0.0.1.example.com", "https"),
        ("", "URL"),
    ] {
        let message = error(builder().base_url(url).build());
        assert!(message.contains(expected) && !message.contains("pw"), "{url}: {message}");
    }
    assert!(builder().base_url("http://[::1]:8080").build().is_ok());
    assert!(builder().base_url("http://localhost:1").build().is_ok());
    assert!(error(Client::builder(JwsCredentials::new("1", "")).build()).contains("secret is empty"));
    assert!(error(Client::builder(JwsCredentials::new("", "s")).build()).contains("auth_id is empty"));
    assert!(error(builder().environment(freedompay::Environment::Test).build()).contains("no test host"));
    let other_scheme = AnyClient::builder(Merchant::META, JwsCredentials::new("1", "s")).build();
    assert!(matches!(other_scheme, Err(Error::Invalid(_))));
}

#[test]
fn a_call_is_not_sent_with_the_client_of_another_api() {
    let client =
        AnyClient::builder(Partner::META, JwsCredentials::new("1", "s")).base_url("http://127.0.0.1").build().unwrap();
    let Err(error) = client.prepare(CreatePayment::META, &payment()) else { panic!("refused") };
    assert!(error.to_string().contains("it belongs to the Merchant API, this client to the Partner API"), "{error}");
}
