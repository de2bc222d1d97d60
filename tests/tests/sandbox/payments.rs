//! Holds, captures, cancellations and refunds, and the behaviour of the test cards.

use std::time::Duration;

use freedompay::card_data::Expiry;
use freedompay::gateway::purchase::capture::{CancelPayment, CapturePayment, RefundPayment};
use freedompay::gateway::purchase::card::{CardPayment, PayByCard};
use freedompay::gateway::purchase::recurring::PayByRecurringProfile;
use freedompay::gateway::purchase::status::{PaymentDetails, PaymentStatus};
use freedompay::{Amount, Client, Error, Gateway};
use freedompay_sandbox::Sandbox;

use crate::{code, gateway};

const GOOD: &str = "4400444400004440";

pub(crate) fn payment(order: &str, card: &str) -> PayByCard {
    let expiry: Expiry = "12/30".parse().unwrap();
    PayByCard::new(
        order,
        "1000.50".parse().unwrap(),
        "Order",
        card.parse().unwrap(),
        "123".parse().unwrap(),
        expiry.year(),
        expiry.month(),
        "John Doe".parse().unwrap(),
    )
}

async fn pay(client: &Client<Gateway>, card: &str, captures: bool) -> Result<CardPayment, Error> {
    let response = payment("8841", card).currency("KZT").auto_clearing(captures).send(client).await;
    response.map(freedompay::Response::into_inner)
}

async fn status(client: &Client<Gateway>, id: u64) -> PaymentDetails {
    PaymentStatus::new().payment_id(id).send(client).await.unwrap().into_inner()
}

#[allow(clippy::unnecessary_wraps)] // like the fields of a response
fn amount(text: &str) -> Option<Amount> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn a_hold_is_captured_in_part_and_refunded_bit_by_bit() {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = gateway(&sandbox);
    let id = pay(&client, GOOD, false).await.unwrap().payment_id.unwrap();

    let held = status(&client, id).await;
    assert_eq!((held.captured, held.clearing_amount), (Some(false.into()), amount("0")));
    assert_eq!(held.payment_status.unwrap().as_str(), "success");
    // Almaty is five hours ahead of UTC.
    assert_eq!(held.payment_date.as_deref(), Some("2026-01-01 05:00:00"));
    assert_eq!(code(RefundPayment::new(id).send(&client).await), "10034");
    assert_eq!(
        code(CapturePayment::new(id).clearing_amount("1000.51".parse::<Amount>().unwrap()).send(&client).await),
        "11005"
    );

    let captured = CapturePayment::new(id).clearing_amount(Amount::from(900)).send(&client).await.unwrap();
    assert_eq!(captured.clearing_amount, amount("900"));
    assert_eq!(code(CapturePayment::new(id).send(&client).await), "10036");
    assert_eq!(code(CancelPayment::new(id).send(&client).await), "10012");
    // The status lags behind a capture by some seconds.
    assert_eq!(status(&client, id).await.captured, Some(false.into()));
    sandbox.advance(Duration::from_secs(5)).await;
    let captured = status(&client, id).await;
    assert_eq!((captured.captured, captured.clearing_amount), (Some(true.into()), amount("900")));

    RefundPayment::new(id).amount("100.25".parse::<Amount>().unwrap()).send(&client).await.unwrap();
    assert_eq!(code(RefundPayment::new(id).amount(Amount::from(800)).send(&client).await), "10020");
    RefundPayment::new(id).send(&client).await.unwrap();
    let refunded = status(&client, id).await;
    assert_eq!(refunded.refund_amount, amount("-900"));
    let amounts: Vec<_> = refunded.refund_payments.iter().map(|refund| refund.amount).collect();
    assert_eq!(amounts, [amount("-100.25"), amount("-799.75")]);
    assert_eq!(code(RefundPayment::new(id).send(&client).await), "11018");
}

#[tokio::test]
async fn a_hold_is_cancelled_or_captured_by_itself_after_five_days() {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = gateway(&sandbox);
    let cancelled = pay(&client, GOOD, false).await.unwrap().payment_id.unwrap();
    let kept = pay(&client, GOOD, false).await.unwrap().payment_id.unwrap();
    assert_ne!(cancelled, kept);
    CancelPayment::new(cancelled).send(&client).await.unwrap();
    assert_eq!(code(CancelPayment::new(cancelled).send(&client).await), "10033");

    sandbox.advance(Duration::from_secs(5 * 24 * 60 * 60 - 1)).await;
    assert_eq!(status(&client, kept).await.captured, Some(false.into()));
    sandbox.advance(Duration::from_secs(10)).await;
    assert_eq!(status(&client, kept).await.captured, Some(true.into()));
    let cancelled = status(&client, cancelled).await;
    assert_eq!((cancelled.captured, cancelled.payment_status.unwrap().as_str()), (Some(false.into()), "revoked"));
}

#[tokio::test]
async fn test_cards_do_what_the_documentation_says() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    for (card, expected) in [
        ("5475102935853613", "10038"),
        ("5335215945367703", "9999"),
        ("5548398681700148", "10009"),
        ("4916109830832246", "100066"),
        ("4400444400004447", "10004"),
    ] {
        assert_eq!(code(pay(&client, card, true).await), expected, "{card}");
        // The order remembers its last payment.
        let failed = PaymentStatus::new().order_id("8841").send(&client).await.unwrap();
        assert_eq!(failed.failure_code.as_ref().unwrap().as_str(), expected);
        assert_eq!(failed.payment_status.as_ref().unwrap().as_str(), "error");
    }
    // The lists say of these that one step or the other does not work.
    let no_clearing = pay(&client, "4939770956154989", false).await.unwrap().payment_id.unwrap();
    assert_eq!(code(CapturePayment::new(no_clearing).send(&client).await), "9999");
    let no_reverse = pay(&client, "4716047261941981", false).await.unwrap().payment_id.unwrap();
    assert_eq!(code(CancelPayment::new(no_reverse).send(&client).await), "9999");
    CapturePayment::new(no_reverse).send(&client).await.unwrap();
}

#[tokio::test]
async fn an_unknown_payment_is_not_found() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    assert_eq!(code(PaymentStatus::new().payment_id(1).send(&client).await), "11068");
    assert_eq!(code(PaymentStatus::new().order_id("none").send(&client).await), "11068");
    assert_eq!(code(CapturePayment::new(1).send(&client).await), "11068");
}

#[tokio::test]
async fn a_recurring_profile_lasts_the_months_it_was_created_for() {
    let sandbox = Sandbox::builder().clock("2026-01-31T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = gateway(&sandbox);
    let first = payment("1", GOOD).currency("KZT").recurring_start(true).recurring_lifetime(1_u32);
    let profile = first.send(&client).await.unwrap().recurring_profile.unwrap();
    let charge = |order: &str, profile| PayByRecurringProfile::new(Amount::from(100), "May", order, profile);
    sandbox.advance(Duration::from_secs(28 * 24 * 60 * 60 - 1)).await;
    // The last second of a month that is shorter.
    assert_eq!(charge("2", profile).send(&client).await.unwrap().recurring_profile, Some(profile));
    sandbox.advance(Duration::from_secs(1)).await;
    assert_eq!(code(charge("3", profile).send(&client).await), "365");
    assert_eq!(code(charge("4", profile + 1000).send(&client).await), "11068");
}

#[tokio::test]
async fn the_same_seed_gives_the_same_run() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let sandbox = Sandbox::builder().seed(7).clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
        let paid = pay(&gateway(&sandbox), GOOD, true).await.unwrap();
        runs.push((paid.payment_id, paid.reference, paid.auth_code));
    }
    assert_eq!(runs[0], runs[1]);
}
