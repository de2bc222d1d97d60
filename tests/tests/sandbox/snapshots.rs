//! A sandbox continues from a snapshot as if it had never stopped.

use std::time::Duration;

use freedompay::gateway::purchase::capture::{CancelPayment, CapturePayment, RefundPayment};
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::{Amount, Error, Response};
use freedompay_sandbox::{Plan, Sandbox};

use crate::faults::raw;
use crate::gateway;
use crate::payments::payment;

const CARDS: [&str; 5] =
    ["4400444400004440", "5475102935853613", "4939770956154989", "4916307416334310", "5555555555555599"];

/// A little randomness that repeats itself.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// The outcome of a call, in a form that does not depend on the port.
fn describe<T>(sandbox: &Sandbox, outcome: Result<Response<T>, Error>) -> String {
    match outcome {
        Ok(response) => {
            let body = String::from_utf8_lossy(response.raw().body()).into_owned();
            // A response that names the port is signed with it.
            let text = if body.contains(&sandbox.url()) { body.split("<pg_sig>").next().unwrap() } else { &body };
            text.replace(&sandbox.url(), "")
        }
        Err(Error::Provider(no)) => format!("refused {:?} {:?}", no.code, no.description),
        Err(Error::Signature(e)) => format!("not authentic: {}", e.message),
        Err(other) => panic!("{other}"),
    }
}

/// One random call, or a while in which nobody calls.
async fn step(sandbox: &Sandbox, dice: &mut Dice) -> String {
    const FIRST: u64 = 4_567_788;
    let client = gateway(sandbox);
    let id = FIRST + u64::from(dice.below(12));
    let amount = Amount::from(1 + dice.below(1200));
    let result = match dice.below(7) {
        0 | 1 => {
            let card = CARDS[dice.below(5) as usize];
            let mut call = payment(&format!("order-{}", dice.below(4)), card).auto_clearing(dice.below(2) == 0);
            if dice.below(2) == 0 {
                // Nobody listens there: the callback is retried.
                call = call.result_url("http://127.0.0.1:1/result");
            }
            describe(sandbox, call.send(&client).await)
        }
        2 => describe(sandbox, CapturePayment::new(id).clearing_amount(amount).send(&client).await),
        3 => describe(sandbox, CancelPayment::new(id).send(&client).await),
        4 => describe(sandbox, RefundPayment::new(id).amount(amount).send(&client).await),
        5 => describe(sandbox, PaymentStatus::new().payment_id(id).send(&client).await),
        _ => {
            sandbox.advance(Duration::from_secs(dice.below(200_000).into())).await;
            String::new()
        }
    };
    sandbox.run_until_idle().await;
    result
}

fn plan() -> Plan {
    Plan::parse(
        r#"
        [[rules]]
        endpoint = "gateway.sync.purchase.*"
        fault = "error=10000"
        share = "20%"

        [[rules]]
        endpoint = "gateway.sync.purchase.*"
        fault = "wrong-signature"
        every = 5

        [[rules]]
        endpoint = "merchant.callbacks.result_notify"
        fault = "callback-late=90m"
        every = 2
        "#,
    )
    .unwrap()
}

async fn start(seed: u64) -> Sandbox {
    let clock = "2026-01-01T00:00:00Z".parse().unwrap();
    Sandbox::builder().seed(seed).clock(clock).faults(plan()).start().await.unwrap()
}

#[tokio::test]
async fn a_run_continued_from_a_snapshot_equals_the_uninterrupted_run() {
    const STEPS: u32 = 40;
    let mut seen = String::new();
    for seed in 1..=12 {
        let (mut dice, whole) = (Dice(seed), start(seed).await);
        let mut expected = Vec::new();
        for _ in 0..STEPS {
            expected.push(step(&whole, &mut dice).await);
        }

        let stop = Dice(seed + 100).below(STEPS) as usize;
        let (mut dice, mut sandbox) = (Dice(seed), start(seed).await);
        for (at, expected) in expected.iter().enumerate() {
            if at == stop {
                let snapshot = sandbox.snapshot();
                sandbox = Sandbox::builder().snapshot(&snapshot).unwrap().start().await.unwrap();
                assert_eq!(sandbox.snapshot(), snapshot);
            }
            assert_eq!(step(&sandbox, &mut dice).await, *expected, "seed {seed}, stopped at {stop}, step {at}");
        }
        assert_eq!(sandbox.snapshot(), whole.snapshot());
        seen.extend(expected);
    }
    // The steps did something: each kind of response occurred.
    for part in
        ["pg_reference", "pg_clearing_amount", "pg_payment_revoke_id", "pg_payment_refund_id", "10000", "not authentic"]
    {
        assert!(seen.contains(part), "{part} never came");
    }
}

#[tokio::test]
async fn neither_card_numbers_nor_secrets_are_in_a_snapshot() {
    let sandbox = Sandbox::start().await.unwrap();
    for card in CARDS {
        let saved = payment("8841", card).save_card(true).user_id("u-1").result_url("http://127.0.0.1:1/result");
        let _ = saved.send(&gateway(&sandbox)).await;
    }
    sandbox.run_until_idle().await;
    let snapshot = sandbox.snapshot();
    assert!(snapshot.contains("4400-44XX-XXXX-4440"), "the payments are there");
    for hidden in CARDS.iter().chain(&["sandbox-secret", "sandbox-payout-secret"]) {
        assert!(!snapshot.contains(hidden));
    }
}

#[tokio::test]
async fn an_invalid_snapshot_changes_nothing() {
    let sandbox = start(1).await;
    payment("8841", CARDS[0]).send(&gateway(&sandbox)).await.unwrap();
    let snapshot = sandbox.snapshot();
    let newer = snapshot.replacen("\"version\": 1", "\"version\": 2", 1);
    let older = snapshot.replacen("\"version\": 1", "\"version\": 0", 1);
    let short = &snapshot[..snapshot.len() / 2];
    let odd = snapshot.replacen("\"payments\"", "\"peyments\"", 1);
    for (text, expected) in [
        (newer.as_str(), "version 2, and this sandbox reads version 1"),
        (&older, "version 0"),
        (short, "not a snapshot"),
        (&odd, "payments"),
        ("", "not a snapshot"),
        ("[]", "not a snapshot"),
        ("{}", "version"),
    ] {
        let message = Sandbox::builder().snapshot(text).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        let response = raw(&sandbox, "PUT", "/_sandbox/snapshot", text).await;
        assert!(response.starts_with("HTTP/1.1 400") && response.contains(expected), "{response}");
        assert_eq!(sandbox.snapshot(), snapshot);
    }
}

#[tokio::test]
async fn a_snapshot_is_saved_and_loaded_over_http() {
    let sandbox = start(1).await;
    let id = payment("8841", CARDS[0]).send(&gateway(&sandbox)).await.unwrap().payment_id.unwrap();
    let response = raw(&sandbox, "GET", "/_sandbox/snapshot", "").await;
    let (_, saved) = response.split_once("\r\n\r\n").unwrap();
    assert_eq!(saved, sandbox.snapshot());

    let other = Sandbox::start().await.unwrap();
    let response = raw(&other, "PUT", "/_sandbox/snapshot", saved).await;
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    assert_eq!(other.snapshot(), sandbox.snapshot());
    assert_eq!(other.now(), sandbox.now());
    let status = PaymentStatus::new().payment_id(id).send(&gateway(&other)).await.unwrap();
    assert_eq!(status.payment_status.as_ref().unwrap().as_str(), "success");
}
