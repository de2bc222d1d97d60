//! Planned faults: the caller's error, and the effect of the call.

use std::time::Duration;

use freedompay::gateway::purchase::capture::{Capture, CapturePayment};
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{Amount, Client, Error, Gateway, Partner};
use freedompay_sandbox::{Rule, Sandbox};

use crate::gateway;
use crate::payments::payment;

const CAPTURE: &str = "gateway.sync.purchase.clearing";
const GOOD: &str = "4400444400004440";

/// A sandbox with a hold, and a rule about captures.
struct Held {
    sandbox: Sandbox,
    id: u64,
}

impl Held {
    async fn with(fault: &str) -> Self {
        let rule: Rule = format!("{CAPTURE}: {fault}").parse().unwrap();
        let clock = "2026-01-01T00:00:00Z".parse().unwrap();
        let sandbox = Sandbox::builder().clock(clock).faults(rule).start().await.unwrap();
        let held = payment("8841", GOOD).auto_clearing(false).send(&gateway(&sandbox)).await.unwrap();
        Self { sandbox, id: held.payment_id.unwrap() }
    }

    async fn capture(&self) -> Result<Capture, Error> {
        self.capture_within(Duration::from_secs(30)).await
    }

    async fn capture_within(&self, time: Duration) -> Result<Capture, Error> {
        let client = Client::<Gateway>::builder(self.sandbox.pg_credentials()).base_url(&self.sandbox.url());
        let client = client.timeout(time).build().unwrap();
        CapturePayment::new(self.id).send(&client).await.map(freedompay::Response::into_inner)
    }

    async fn is_captured(&self) -> bool {
        self.sandbox.advance(Duration::from_secs(5)).await;
        let status = PaymentStatus::new().payment_id(self.id).send(&gateway(&self.sandbox)).await.unwrap();
        status.captured == Some(true.into())
    }

    /// The call may still be under way when its caller has gone.
    async fn is_captured_in_the_end(&self) -> bool {
        for _ in 0..500 {
            if self.is_captured().await {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    /// Asserts that the fault is in the log, and that the rule has counted it.
    fn shows(&self, fault: &str) {
        let seen = self.sandbox.requests_to(CAPTURE);
        let [call] = seen.as_slice() else { panic!("one capture") };
        let shown = call.fault.as_ref().map(ToString::to_string);
        assert!(shown.as_deref().is_some_and(|shown| shown.starts_with(fault)), "{shown:?}");
        assert_eq!(self.sandbox.faults()[0].1, 1);
    }
}

fn has_unknown_outcome(error: &Error) -> bool {
    matches!(error, Error::Unknown(_)) && error.may_have_happened()
}

#[tokio::test]
async fn a_dropped_connection_leaves_the_outcome_unknown() {
    for (fault, acted) in [("drop-before", false), ("drop-after", true), ("truncate", true)] {
        let held = Held::with(fault).await;
        let error = held.capture().await.unwrap_err();
        assert!(has_unknown_outcome(&error), "{fault}: {error}");
        assert_eq!(held.is_captured().await, acted, "{fault}");
        held.shows(fault);
    }
}

#[tokio::test]
async fn a_dropped_connection_sends_no_byte_of_a_response() {
    for (fault, begins) in [("drop-before", false), ("drop-after", false), ("truncate", true)] {
        let held = Held::with(fault).await;
        let response = raw(&held.sandbox, "POST", "/g2g/clearing", "").await;
        assert_eq!(!response.is_empty(), begins, "{fault}: {response}");
        if begins {
            let (headers, body) = response.split_once("\r\n\r\n").unwrap();
            let length = headers.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let length: usize = length.parse().unwrap();
            assert!(!body.is_empty() && body.len() < length, "{response}");
        }
    }
}

#[tokio::test]
async fn a_response_that_cannot_be_verified_is_an_error() {
    for fault in ["wrong-signature", "no-signature", "tampered-amount"] {
        let held = Held::with(fault).await;
        let error = held.capture().await.unwrap_err();
        assert!(matches!(error, Error::Signature(_)) && error.may_have_happened(), "{fault}: {error}");
        assert!(held.is_captured().await, "{fault}");
        held.shows(fault);
    }
    let held = Held::with("malformed").await;
    let error = held.capture().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && error.may_have_happened(), "{error}");
    assert!(held.is_captured().await);
    held.shows("malformed");
}

#[tokio::test]
async fn an_amount_changed_before_signing_passes_verification() {
    let held = Held::with("changed-amount").await;
    let captured = held.capture().await.unwrap();
    assert_eq!(captured.clearing_amount, Some("1001.50".parse::<Amount>().unwrap()));
    held.sandbox.advance(Duration::from_secs(5)).await;
    let status = PaymentStatus::new().payment_id(held.id).send(&gateway(&held.sandbox)).await.unwrap();
    assert_eq!(status.clearing_amount, Some("1000.50".parse::<Amount>().unwrap()));
    held.shows("changed-amount");
}

#[tokio::test]
async fn errors_of_intermediate_servers_have_no_effect() {
    for status in [429, 500, 502] {
        let held = Held::with(&format!("http={status}")).await;
        let error = held.capture().await.unwrap_err();
        // An intermediate server cannot know the effect of the call.
        let Error::Unknown(unknown) = &error else { panic!("{error}") };
        assert_eq!(unknown.http_status, Some(status));
        assert!(error.may_have_happened());
        assert!(!held.is_captured().await, "{error}");
        held.shows(&format!("http={status}"));
        let response = raw(&held.sandbox, "POST", "/g2g/clearing", "").await;
        assert_eq!(response.contains("retry-after: 1\r\n"), status == 429, "{response}");
    }
    let held = Held::with("redirect").await;
    let error = held.capture().await.unwrap_err();
    assert!(has_unknown_outcome(&error) && !held.is_captured().await, "{error}");
    held.shows("redirect=https://elsewhere.invalid/");
}

#[tokio::test]
async fn any_error_code_can_be_returned_without_effect() {
    let held = Held::with("error=10000, first=1").await;
    let Error::Provider(no) = held.capture().await.unwrap_err() else { panic!("it is refused") };
    assert_eq!((no.code.as_deref(), no.authenticated), (Some("10000"), true));
    assert!(!held.is_captured().await);
    held.shows("error=10000");
    held.capture().await.unwrap();
    assert!(held.is_captured().await);
}

#[tokio::test]
async fn a_call_takes_effect_although_its_caller_did_not_wait() {
    for fault in ["delay-before=2s", "delay-after=1h", "drip=1h"] {
        let held = Held::with(fault).await;
        let error = held.capture_within(Duration::from_millis(500)).await.unwrap_err();
        assert!(has_unknown_outcome(&error), "{fault}: {error}");
        assert!(held.is_captured_in_the_end().await, "{fault}");
        held.shows(fault);
    }
}

#[tokio::test]
async fn a_caller_who_waits_gets_the_response() {
    for fault in ["delay-before=20ms", "delay-after=20ms", "drip=80ms"] {
        let held = Held::with(fault).await;
        held.capture().await.unwrap();
        assert!(held.is_captured().await, "{fault}");
        held.shows(fault);
    }
}

#[tokio::test]
async fn json_responses_can_be_faulty_too() {
    for (fault, expected) in [
        ("drop-after", "unknown"),
        ("truncate", "unknown"),
        ("http=503", "unknown"),
        ("malformed", "decode"),
        ("error=17", "17"),
    ] {
        let rule: Rule = format!("partner.*: {fault}").parse().unwrap();
        let sandbox = Sandbox::builder().faults(rule).start().await.unwrap();
        let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
        let outcome = match InvoiceInfo::new().send(&client).await.unwrap_err() {
            Error::Unknown(_) => "unknown".to_owned(),
            Error::Decode(_) => "decode".to_owned(),
            Error::Provider(no) => no.code.unwrap(),
            other => panic!("{other}"),
        };
        assert_eq!(outcome, expected, "{fault}");
    }
}

/// Makes one exchange in plain bytes; returns the bytes received before the connection was closed.
pub(crate) async fn raw(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> String {
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: {length}");
    crate::dashboard::raw(sandbox, &format!("{head}\r\n\r\n{body}")).await
}
