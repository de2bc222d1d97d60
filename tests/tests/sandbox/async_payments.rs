//! The Async API: accepted first, charged later; read, changed, repeated.

use std::time::Duration;

use freedompay::card_data::Expiry;
use freedompay::gateway_async::create::CreatePayment;
use freedompay::gateway_async::edit::{CapturePayment, RefundPayment, ReversePayment};
use freedompay::gateway_async::outcome::ErrorCode;
use freedompay::gateway_async::read::{Payment, PaymentStatus, RequestStatus};
use freedompay::gateway_async::source::{PaymentSource, Recurrent, SourceCard, SourceKind};
use freedompay::{Amount, Client, GatewayAsync, Uuid};
use freedompay_sandbox::Sandbox;

use crate::code;

const GOOD: &str = "4400444400004440";
const ASKED: &str = "4916307416334310";
const POOR: &str = "5548398681700148";

async fn start() -> (Sandbox, Client<GatewayAsync>) {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = Client::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    (sandbox, client)
}

fn card(number: &str) -> PaymentSource {
    let expiry: Expiry = "12/30".parse().unwrap();
    let card = SourceCard::new().name("John Doe".parse().unwrap()).pan(number.parse().unwrap());
    PaymentSource::new(SourceKind::Card).card(card.cvc("123".parse().unwrap()).expiry(&expiry))
}

fn payment(order: &str, from: PaymentSource, captures: bool) -> CreatePayment {
    CreatePayment::new(Amount::from(100), "KZT", "Order", order, captures, from).user_id("77")
}

async fn create(client: &Client<GatewayAsync>, order: &str, from: PaymentSource, captures: bool) -> Uuid {
    let accepted = payment(order, from, captures).send(client).await.unwrap();
    assert_eq!(accepted.status.as_ref().unwrap().as_str(), "process");
    accepted.id.unwrap()
}

async fn read(client: &Client<GatewayAsync>, id: Uuid) -> Payment {
    PaymentStatus::new().id(id).send(client).await.unwrap().into_inner()
}

fn word(payment: &Payment) -> &str {
    payment.status.as_ref().unwrap().as_str()
}

async fn pass(sandbox: &Sandbox) {
    sandbox.advance(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_hold_is_approved_captured_and_refunded_each_after_a_while() {
    let (sandbox, client) = start().await;
    let id = create(&client, "1", card(GOOD), false).await;
    let early = read(&client, id).await;
    assert_eq!((word(&early), early.clearing.is_none()), ("process", true));
    assert_eq!(code(CapturePayment::new(id, Amount::from(100)).send(&client).await), "120");
    pass(&sandbox).await;
    let held = read(&client, id).await;
    assert_eq!((word(&held), held.clearing.as_ref().unwrap().cleared), ("approved", Some(false)));

    assert_eq!(code(CapturePayment::new(id, Amount::from(101)).send(&client).await), "9403");
    let capture = CapturePayment::new(id, Amount::from(60)).send(&client).await.unwrap();
    assert_eq!(capture.status.as_ref().unwrap().as_str(), "process_clearing");
    assert_eq!(word(&read(&client, id).await), "process_clearing");
    pass(&sandbox).await;
    let captured = read(&client, id).await;
    assert_eq!((word(&captured), captured.clearing.as_ref().unwrap().amount), ("success", Some(Amount::from(60))));

    assert_eq!(code(RefundPayment::new(id, Amount::from(61)).send(&client).await), "9403");
    RefundPayment::new(id, Amount::from(25)).send(&client).await.unwrap();
    let refund = read(&client, id).await.refund_payments.remove(0);
    assert_eq!((refund.status.unwrap().as_str(), refund.amount), ("process", Some(Amount::from(-25))));
    pass(&sandbox).await;
    assert_eq!(read(&client, id).await.refund_payments[0].status.as_ref().unwrap().as_str(), "success");
    assert_eq!(code(ReversePayment::new(id).send(&client).await), "10012");
}

#[tokio::test]
async fn a_hold_is_reversed() {
    let (sandbox, client) = start().await;
    let id = create(&client, "1", card(GOOD), false).await;
    pass(&sandbox).await;
    let reversal = ReversePayment::new(id).send(&client).await.unwrap();
    assert_eq!(reversal.reverse_payment.as_ref().unwrap().status.as_ref().unwrap().as_str(), "process");
    pass(&sandbox).await;
    let reversed = read(&client, id).await;
    assert_eq!((word(&reversed), reversed.reverse_payments[0].amount), ("reversed", Some(Amount::from(-100))));
    assert_eq!(code(ReversePayment::new(id).send(&client).await), "10033");
}

#[tokio::test]
async fn a_payment_that_failed_is_read_with_its_error() {
    let (sandbox, client) = start().await;
    let id = create(&client, "1", card(POOR), true).await;
    pass(&sandbox).await;
    let failed = read(&client, id).await;
    assert_eq!((word(&failed), failed.error.as_ref().unwrap().code.as_ref().unwrap().as_str()), ("error", "10009"));
}

#[tokio::test]
async fn the_payer_confirms_and_the_payment_continues_by_itself() {
    let (sandbox, client) = start().await;
    for (order, is_right, expected) in [("1", true, "success"), ("2", false, "error")] {
        let id = create(&client, order, card(ASKED), true).await;
        pass(&sandbox).await;
        let waiting = read(&client, id).await;
        assert_eq!(word(&waiting), "waiting_3ds");
        sandbox.answer_challenge(waiting.three_ds.unwrap().acs_url.as_ref().unwrap(), is_right).unwrap();
        assert_eq!(word(&read(&client, id).await), expected);
    }
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_response() {
    let (sandbox, client) = start().await;
    let first = payment("1", card(GOOD), true).send(&client).await.unwrap();
    pass(&sandbox).await;
    // The same order, whatever its other fields.
    let again = payment("1", card(POOR), false).send(&client).await.unwrap();
    assert_eq!((again.id, again.status.as_ref().unwrap().as_str()), (first.id, "process"));
    assert_eq!(again.created_at, first.created_at);

    let request: Uuid = sandbox.requests()[0].request_id.clone().unwrap().parse().unwrap();
    let resent = client.resend(&payment("other", card(POOR), false), request).await.unwrap();
    assert_eq!((resent.id, resent.amount), (first.id, first.amount));
    assert_eq!(code(PaymentStatus::new().order_id("other").send(&client).await), "1202");
    let status = RequestStatus::new(request).send(&client).await.unwrap();
    assert_eq!(status.response.as_ref().unwrap().status.as_ref().unwrap().as_str(), "success");
    let unknown = RequestStatus::new(Uuid::nil()).send(&client).await.unwrap();
    let error = unknown.response.as_ref().unwrap().error.as_ref().unwrap();
    assert_eq!(error.code, Some(ErrorCode::WrongPaymentId));
}

#[tokio::test]
async fn a_saved_card_pays_for_its_user_alone() {
    let (sandbox, client) = start().await;
    let id = create(&client, "1", card(GOOD).save(true), true).await;
    assert!(read(&client, id).await.from.unwrap().card.unwrap().token.is_none());
    pass(&sandbox).await;
    let token = read(&client, id).await.from.unwrap().card.unwrap().token.unwrap();
    let saved = || PaymentSource::new(SourceKind::Saved).card(SourceCard::new().token(token.clone()));
    let id = create(&client, "2", saved(), true).await;
    pass(&sandbox).await;
    assert_eq!(word(&read(&client, id).await), "success");
    assert_eq!(code(payment("3", saved(), true).user_id("78").send(&client).await), "9403");
    let mut nameless = payment("4", card(GOOD).save(true), true);
    nameless.user_id = None;
    assert_eq!(code(nameless.send(&client).await), "9403");
}

#[tokio::test]
async fn a_recurrent_profile_lasts_its_months_and_no_longer_than_its_card() {
    let (sandbox, client) = start().await;
    let id = create(&client, "1", card(GOOD).recurrent(Recurrent::new().lifetime(2)), true).await;
    pass(&sandbox).await;
    let profile = read(&client, id).await.from.unwrap().recurrent.unwrap();
    assert!(profile.profile_expiry_date.unwrap().starts_with("2026-03-01T00:00:01"));
    let charge = |order: &str, profile: &str| {
        payment(order, PaymentSource::new(SourceKind::Recurrent).recurrent(Recurrent::new().profile_id(profile)), true)
    };
    let profile = profile.profile_id.unwrap();
    assert_eq!(code(charge("2", &Uuid::nil().to_string()).send(&client).await), "9403");
    charge("3", &profile).send(&client).await.unwrap();
    sandbox.advance(Duration::from_secs(59 * 24 * 60 * 60)).await;
    assert_eq!(code(charge("4", &profile).send(&client).await), "365");

    let long = create(&client, "5", card(GOOD).recurrent(Recurrent::new().lifetime(156)), true).await;
    pass(&sandbox).await;
    let profile = read(&client, long).await.from.unwrap().recurrent.unwrap();
    // 2030-12-31 is the card's last day in Almaty.
    assert_eq!(profile.profile_expiry_date.as_deref(), Some("2030-12-31T19:00:00Z"));
    sandbox.advance(Duration::from_secs(5 * 365 * 24 * 60 * 60)).await;
    assert_eq!(code(charge("6", &profile.profile_id.unwrap()).send(&client).await), "10017");
}

#[tokio::test]
async fn a_payment_that_does_not_exist_has_the_wrong_id() {
    let (_sandbox, client) = start().await;
    assert_eq!(code(PaymentStatus::new().order_id("none").send(&client).await), "1202");
    assert_eq!(code(ReversePayment::new(Uuid::nil()).send(&client).await), "1202");
    let cardless = PaymentSource::new(SourceKind::Card);
    assert_eq!(code(payment("1", cardless, true).send(&client).await), "9403");
}
