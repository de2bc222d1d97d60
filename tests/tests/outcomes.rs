//! Outcomes that cannot lie: "nothing happened" is concluded from proof alone, and the journal records the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::time::Duration;

use freedompay::gateway::purchase::capture::RefundPayment as GatewayRefund;
use freedompay::gateway_async::edit::RefundPayment;
use freedompay::journal::EntryState;
use freedompay::journal::MemoryJournal;
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::payout::status::PayoutStatus;
use freedompay::meta::EndpointMeta;
use freedompay::reconcile::Outcome;
use freedompay::transport::Stage;
use freedompay::{
    Client, Endpoint as _, Error, Gateway, GatewayAsync, JwsCredentials, Merchant, PgCredentials, Secret, Uuid,
};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::script::Turn;
use freedompay_tests::{Clock, Script, last_state};

const KEY: &str = "key-of-the-outcomes";

fn signed(endpoint: &EndpointMeta, fields: &str) -> String {
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let signature = pg_sig::sign(endpoint.script_name(), message.root(), &Secret::new(KEY));
    format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>")
}

fn error_fields(code: &str) -> String {
    format!("<pg_status>error</pg_status><pg_error_code>{code}</pg_error_code><pg_salt>s</pg_salt>")
}

async fn payout(turn: Turn) -> (Result<(), Error>, EntryState) {
    let (script, journal) = (Script::new(vec![turn]), MemoryJournal::new());
    let client = Client::<Merchant>::builder(PgCredentials::new("1", KEY).payout_secret(KEY))
        .transport(script.clone())
        .journal(journal.clone())
        .build()
        .unwrap();
    let amount = "10".parse().unwrap();
    let payout = CreateIbanPayout::new("Order-007", amount, "text", "KZ00", "761223455678", "IVAN", "19", "119", "BIK");
    let outcome = payout.send(&client).await.map(drop);
    assert_eq!(script.seen().len(), 1, "a payout is sent once");
    (outcome, last_state(&journal).expect("the call was recorded"))
}

async fn signed_payout(status: u16, fields: &str) -> (Result<(), Error>, EntryState) {
    payout(Script::says(status, &[], &signed(CreateIbanPayout::META, fields))).await
}

/// Asserts that the caller and the journal both learn that the call may have happened.
fn assert_doubt(case: &str, (outcome, state): (Result<(), Error>, EntryState)) -> Error {
    let error = outcome.expect_err(case);
    assert!(error.may_have_happened(), "{case}: {error}");
    assert_eq!(state, EntryState::InDoubt, "{case}");
    let advice = error.advice().expect(case);
    assert!(advice.contains("Money may have moved: do not send it again"), "{case}: {advice}");
    assert!(!error.to_string().contains("do not send it again"), "{case}: {error}");
    error
}

#[tokio::test]
async fn an_authentic_success_is_a_success_whatever_the_http_status() {
    let fields = "<pg_status>ok</pg_status><pg_payment_id>7</pg_payment_id><pg_salt>s</pg_salt>";
    for status in (200..300).chain(400..600) {
        let (outcome, state) = signed_payout(status, fields).await;
        outcome.unwrap_or_else(|error| panic!("{status}: {error}"));
        assert_eq!(state, EntryState::Responded, "{status}");
    }
    for status in 300..400 {
        assert_doubt("a redirect is its own case", signed_payout(status, fields).await);
    }
}

#[tokio::test]
async fn a_response_that_does_not_fit_its_type_leaves_something_to_recover() {
    for value in ["not-a-number", "-1", "7.5", "99999999999999999999999"] {
        let fields = format!("<pg_status>ok</pg_status><pg_payment_id>{value}</pg_payment_id><pg_salt>s</pg_salt>");
        let error = assert_doubt(value, signed_payout(200, &fields).await);
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
}

#[tokio::test]
async fn a_page_that_nobody_can_read_proves_nothing() {
    let whole = signed(CreateIbanPayout::META, "<pg_status>ok</pg_status><pg_salt>s</pg_salt>");
    let cut = &whole[..whole.len() - 12];
    for status in (400..430).chain([444, 451, 460, 499, 500, 502, 503, 504, 520, 599]) {
        for body in ["", "<html><hr></html>", r#"{"message":"forbidden"}"#, cut, "<response></response>"] {
            assert_doubt(&format!("{status} {body}"), payout(Script::says(status, &[], body)).await);
        }
    }
}

#[tokio::test]
async fn a_signed_error_leaves_open_what_its_code_leaves_open() {
    for code in [
        "9999", "10011", "10015", "10033", "11017", "10036", "11013", "11014", "11018", "11052", "99999", "9991", "600",
    ] {
        let error = assert_doubt(code, signed_payout(200, &error_fields(code)).await);
        let Error::Provider(refusal) = &error else { panic!("{error}") };
        assert_eq!(refusal.code.as_deref(), Some(code));
        assert!(refusal.authenticated && !refusal.conclusive);
    }
    for code in ["10009", "10001", "10000", "10007", "8888", "9403", "120"] {
        let (outcome, state) = signed_payout(200, &error_fields(code)).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::Provider(_)) && !error.may_have_happened(), "{code}: {error}");
        assert_eq!(state, EntryState::Refused, "{code}");
    }
    assert_doubt("without a code", signed_payout(200, "<pg_status>error</pg_status><pg_salt>s</pg_salt>").await);
}

#[tokio::test]
async fn an_unsigned_error_is_believed_only_as_it_is_documented() {
    for code in ["9998", "1100", "11068"] {
        let body = format!("<response>{}</response>", error_fields(code));
        let (outcome, state) = payout(Script::says(200, &[], &body)).await;
        assert!(!outcome.unwrap_err().may_have_happened(), "{code}");
        assert_eq!(state, EntryState::Refused);
        for status in [403, 429, 500] {
            assert_doubt("with another status", payout(Script::says(status, &[], &body)).await);
        }
    }
    let body = format!("<response>{}</response>", error_fields("10009"));
    assert_doubt("any other code", payout(Script::says(200, &[], &body)).await);
}

#[tokio::test]
async fn a_response_about_another_order_leaves_the_outcome_unknown() {
    let about = |id: &str| format!("<pg_status>ok</pg_status><pg_order_id>{id}</pg_order_id><pg_salt>s</pg_salt>");
    for id in ["Order-008", "8841", "7", "Order-0070", "rder-007"] {
        let error = assert_doubt(id, signed_payout(200, &about(id)).await);
        assert!(matches!(error, Error::Unknown(_)), "not a wrong signature: {error}");
        assert_eq!(error.failed_at(), Some(Stage::Responded));
    }
    for id in ["Order-007", "ORDER-007", "order-007", " Order-007 ", ""] {
        let (outcome, state) = signed_payout(200, &about(id)).await;
        outcome.unwrap_or_else(|error| panic!("{id:?}: {error}"));
        assert_eq!(state, EntryState::Responded);
    }
    let refused = error_fields("10009") + "<pg_order_id>Order-008</pg_order_id>";
    assert_doubt("an error about another order", signed_payout(200, &refused).await);
}

async fn refund(status: u16, headers: &[(&str, &str)], body: &str) -> Result<(), Error> {
    let script = Script::new(vec![Script::says(status, headers, body)]);
    let client =
        Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(script).retries(0).build().unwrap();
    RefundPayment::new(Uuid::nil(), "10".parse().unwrap()).send(&client).await.map(drop)
}

#[tokio::test]
async fn json_of_somebody_else_is_not_a_success() {
    for body in [
        "{}",
        "null",
        "[]",
        "\"ok\"",
        r#"{"message":"forbidden"}"#,
        r#"{"success":false}"#,
        r#"{"error":"denied"}"#,
        r#"{"error":"denied","amount":10}"#,
        r#"{"success":false,"amount":10}"#,
        r#"{"errors":[{"code":401}]}"#,
        r#"{"errors":[{"code":401}],"amount":10}"#,
        r#"{"id":null,"amount":null}"#,
    ] {
        let error = refund(200, &[], body).await.expect_err(body);
        assert!(error.may_have_happened(), "{body}: {error}");
    }
    let success = r#"{"id":"00000000-0000-0000-0000-000000000000","amount":10}"#;
    refund(200, &[], success).await.unwrap();
    // Nobody signs it, so a status of an error is doubt.
    for status in (400..430).chain([500, 502, 599]) {
        assert!(refund(status, &[], success).await.unwrap_err().may_have_happened(), "{status}");
    }
}

#[tokio::test]
async fn a_replayed_call_is_recognised_by_its_ids() {
    let other = r#"{"id":"b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b","amount":10}"#;
    let own = r#"{"id":"00000000-0000-0000-0000-000000000000","amount":10}"#;
    assert!(refund(200, &[], other).await.unwrap_err().may_have_happened());
    let of_another_call = [("x-request-id", "b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b")];
    assert!(refund(200, &of_another_call, own).await.unwrap_err().may_have_happened());
}

/// What an attempt left open stays open, whatever kept the next one from being sent.
#[tokio::test]
async fn an_error_that_leaves_it_open_is_not_cleared_by_an_attempt_that_was_not_sent() {
    let open = r#"{"error":{"code":"9999","description":"system error"}}"#;
    for status in [408, 429, 502, 503, 504] {
        let script = Script::new(vec![Script::says(status, &[], open), Err(Stage::Connect)]);
        let client =
            Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
        let request = RefundPayment::new(Uuid::nil(), "10".parse().unwrap());
        let error = client.send(&request).await.unwrap_err();
        assert!(error.may_have_happened() && script.seen().len() > 1, "{status}: {error}");
    }
}

/// The secrets of a request never come back to a person, wherever a server quotes them.
#[tokio::test]
async fn a_signature_that_a_server_quotes_is_hidden() {
    let script = Script::new(vec![Script::says(200, &[], "{}")]);
    let client =
        Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
    let request = RefundPayment::new(Uuid::nil(), "10".parse().unwrap());
    let id = Uuid::now_v7();
    let _ = client.resend(&request, id).await;
    let seen = script.seen();
    let signature = seen[0].headers.iter().find(|(name, _)| *name == "X-JWS-Signature").unwrap().1.clone();
    let mac = signature.rsplit('.').next().unwrap().to_owned();
    for quoted in [&*signature, &*mac] {
        let body = format!(r#"{{"error":{{"code":"bad {quoted}","description":"got {quoted}"}}}}"#);
        let script = Script::new(vec![Script::says(200, &[], &body)]);
        let client = Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(script).build().unwrap();
        let error = client.resend(&request, id).await.unwrap_err();
        let Error::Provider(refusal) = &error else { panic!("{error}") };
        let shown = format!("{error} {:?} {:?}", refusal.code, refusal.description);
        assert!(!shown.contains(quoted), "the signature is shown");
    }
}

#[tokio::test]
async fn a_refund_that_was_made_already_is_not_reported_as_refused() {
    let script = Script::new(vec![Script::says(200, &[], &signed(GatewayRefund::META, &error_fields("11018")))]);
    let client = Client::<Gateway>::builder(PgCredentials::new("1", KEY)).transport(script).build().unwrap();
    let error = GatewayRefund::new(7).send(&client).await.unwrap_err();
    assert!(error.may_have_happened(), "{error}");
}

/// Recovers a payout that was recorded this long ago by the journal's clock; returns the number of status queries, the time spent
/// waiting and the outcome.
async fn recovery(ago: Duration) -> (usize, Duration, Result<Outcome, Error>) {
    let clock = Clock::default();
    let journal = clock.journal();
    let client = |script: &Script| {
        Client::<Merchant>::builder(PgCredentials::new("1", KEY).payout_secret(KEY))
            .transport(script.clone())
            .journal(journal.clone())
            .build()
            .unwrap()
    };
    let amount = "10".parse().unwrap();
    let payout = CreateIbanPayout::new("Order-007", amount, "text", "KZ00", "761223455678", "IVAN", "19", "119", "BIK");
    payout.send(&client(&Script::new(vec![Err(Stage::Wait)]))).await.unwrap_err();
    clock.pass(ago);
    let none_made = "<pg_status>ok</pg_status><pg_payment_id>0</pg_payment_id><pg_salt>s</pg_salt>";
    let script = Script::new(vec![Script::says(200, &[], &signed(PayoutStatus::META, none_made))]);
    let mut recovered = client(&script).recover_all(freedompay::endpoint).await.unwrap();
    let slept = script.slept().into_iter().sum();
    (script.seen().len(), slept, recovered.remove(0).outcome)
}

#[tokio::test]
async fn the_age_of_a_record_counts_by_the_journals_clock() {
    let (queries, slept, outcome) = recovery(Duration::from_secs(3600)).await;
    assert!(matches!(outcome, Ok(Outcome::DidNotHappen { .. })), "{outcome:?}");
    assert_eq!((queries, slept), (1, Duration::ZERO), "an hour ago is long enough");
    // A record of a moment ago, and one whose call could still be under way: a minute, as ever.
    for ago in [0, 369].map(Duration::from_secs) {
        let (queries, slept, outcome) = recovery(ago).await;
        assert!(matches!(outcome, Ok(Outcome::DidNotHappen { .. })), "{ago:?}: {outcome:?}");
        assert!(queries > 1 && slept >= Duration::from_secs(60), "{ago:?}: {queries} in {slept:?}");
    }
}
