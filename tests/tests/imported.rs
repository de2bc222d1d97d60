//! Calls that nobody wrote: declarations as `freedompay import` writes them, against the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::meta::{Effect, TypeMeta};
use freedompay::{Client, Endpoint, Gateway, GatewayAsync, Partner, Value};
use freedompay_downstream::imported::gateway_async_points_hold::{Hold, HoldAcceptLanguage, HoldCard};
use freedompay_downstream::imported::gateway_sync_points_spend_points::{SpendPoints, SpendPointsReceiptPositions};
use freedompay_downstream::imported::partner_points::Points;
use freedompay_downstream::imported::partner_points_add_points::{AddPoints, AddPointsItems};
use freedompay_downstream::imported::partner_points_give_points::GivePoints;
use freedompay_sandbox::{Sandbox, SignatureVerdict};

async fn sandbox() -> Sandbox {
    let builder = Sandbox::builder().endpoint::<AddPoints>().endpoint::<SpendPoints>().endpoint::<Points>();
    builder.endpoint::<Hold>().start().await.unwrap()
}

#[tokio::test]
async fn an_imported_page_becomes_a_call_that_succeeds() {
    let sandbox = sandbox().await;
    let partner = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let id = "018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908".parse().unwrap();
    let add = AddPoints::new("c-1", id, "12.50".parse().unwrap(), "KZ123412341234123412")
        .r#type("first")
        .items([AddPointsItems::new("Mug", 2)]);
    let response = add.send(&partner).await.unwrap();
    assert_eq!(response.balance.to_string(), "40.50");
    Points::new("c-1").since("2026").send(&partner).await.unwrap();

    let seen = sandbox.requests();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|request| request.signature == SignatureVerdict::Right && request.refused.is_none()));
    assert_eq!(seen[0].fields.get("type").and_then(Value::as_text), Some("first"));
    assert_eq!(seen[0].fields.get("amount").and_then(Value::as_text), Some("12.50"));
}

#[tokio::test]
async fn a_form_with_brackets_becomes_nested_data_and_its_card_stays_secret() {
    let sandbox = sandbox().await;
    let gateway = Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    let spend = SpendPoints::new(
        "00017",
        "100.00".parse().unwrap(),
        "4405645000006150".parse().unwrap(),
        "123".parse().unwrap(),
        [SpendPointsReceiptPositions::new(2).name("Mug").price("50.00".parse().unwrap())],
    );
    let response = spend.send(&gateway).await.unwrap();
    assert_eq!(response.balance.as_ref().map(ToString::to_string).as_deref(), Some("12.50"));

    let seen = sandbox.requests();
    assert_eq!(seen[0].signature, SignatureVerdict::Right);
    assert_eq!(seen[0].fields.get("pg_order_id").and_then(Value::as_text), Some("00017"));
    let Some(Value::List(positions)) = seen[0].fields.get("pg_receipt_positions") else { panic!("they are a list") };
    assert_eq!(positions[0].get("count").and_then(Value::as_text), Some("2"));
    let shown = format!("{spend:?}");
    assert!(!shown.contains("4405645000006150") && !shown.contains("123"), "{shown}");
}

#[tokio::test]
async fn the_action_header_is_sent_with_its_operation() {
    let sandbox = sandbox().await;
    let gateway = Client::<GatewayAsync>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let hold = Hold::new("8841", "0.01".parse().unwrap())
        .accept_language(HoldAcceptLanguage::Ru)
        .card(HoldCard::new("4405645000006150".parse().unwrap()).three_ds(true));
    let response = hold.send(&gateway).await.unwrap();
    assert_eq!(response.payment_id, Some(17));
    assert_eq!(response.held_at.as_deref(), Some("2026-01-02T03:04:05Z"));

    let seen = sandbox.requests();
    assert_eq!(seen[0].endpoint, Some("gateway_async.points.hold"));
    assert_eq!(seen[0].signature, SignatureVerdict::Right);
    let card = seen[0].fields.get("card").unwrap();
    assert!(card.get("3ds") == Some(&Value::Bool(true)) && card.get("three_ds").is_none());
    assert!(Hold::new("8841", "0".parse().unwrap()).send(&gateway).await.unwrap_err().to_string().contains("0.01"));
}

#[test]
fn the_tables_have_the_meaning_of_the_pages() {
    let add = AddPoints::META;
    assert_eq!((add.id, add.uri), ("partner.points.add_points", "/v5/partner/points/add/{customer_id}"));
    let field = |name: &str| add.request.iter().find(|field| field.name == name).unwrap();
    assert!(matches!(field("amount").ty, TypeMeta::Decimal) && field("amount").min == Some("1"));
    assert!(matches!(field("account").ty, TypeMeta::Text) && field("account").required);
    assert!(!field("comment").required && field("comment").max_len.is_none());
    assert!(add.request.iter().all(|field| field.name != "auth_id"));
    let spend = SpendPoints::META;
    // Money when in doubt, and something to ask.
    assert_eq!(
        (spend.effect, spend.recover.map(|asked| asked.id)),
        (Effect::Money, Some("gateway.sync.purchase.status"))
    );
    // Money even where nothing can be asked, and the declaration says so.
    let give = GivePoints::META;
    assert_eq!((give.effect, give.recover.map(|asked| asked.id)), (Effect::Money, None));
    assert_eq!(give.no_recover, Some("partner.products.request_status takes no id of the request"));
    let secret = |name: &str| spend.request.iter().find(|field| field.name == name).unwrap().is_secret();
    assert!(secret("pg_card_pan") && secret("pg_card_cvc") && !secret("pg_order_id"));
    assert_eq!(Points::META.effect, Effect::Read);
}
