//! What goes wrong by plan: what the caller is told, and what has become of the call.

use std::time::Duration;

use freedompay::gateway::purchase::capture::{Capture, CapturePayment};
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{Amount, Client, Error, Gateway, Partner};
use freedompay_sandbox::{Fault, Plan, Rule, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

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
        CapturePayment::new(self.id).send(&client).await.map(freedompay::Answer::into_inner)
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

    /// The fault stands in the log, and the rule has counted it.
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
async fn a_dropped_connection_carries_no_byte_of_an_answer() {
    for (fault, begins) in [("drop-before", false), ("drop-after", false), ("truncate", true)] {
        let held = Held::with(fault).await;
        let answer = raw(&held.sandbox, "POST", "/g2g/clearing", "").await;
        assert_eq!(!answer.is_empty(), begins, "{fault}: {answer}");
        if begins {
            let (headers, body) = answer.split_once("\r\n\r\n").unwrap();
            let length = headers.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let length: usize = length.parse().unwrap();
            assert!(!body.is_empty() && body.len() < length, "{answer}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_believed_is_not() {
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
async fn an_amount_that_was_changed_before_it_was_signed_is_believed() {
    let held = Held::with("changed-amount").await;
    let told = held.capture().await.unwrap();
    assert_eq!(told.clearing_amount, Some("1001.50".parse::<Amount>().unwrap()));
    held.sandbox.advance(Duration::from_secs(5)).await;
    let status = PaymentStatus::new().payment_id(held.id).send(&gateway(&held.sandbox)).await.unwrap();
    assert_eq!(status.clearing_amount, Some("1000.50".parse::<Amount>().unwrap()));
    held.shows("changed-amount");
}

#[tokio::test]
async fn servers_in_between_answer_without_acting() {
    for status in [429, 500, 502] {
        let held = Held::with(&format!("http={status}")).await;
        let error = held.capture().await.unwrap_err();
        // Below 500 a server says that it was the caller's fault: nothing was done.
        let told = match &error {
            Error::Unknown(unknown) => (unknown.http_status, true),
            Error::Provider(no) => (Some(no.http_status), false),
            other => panic!("{other}"),
        };
        assert_eq!(told, (Some(status), status >= 500));
        assert_eq!(error.may_have_happened(), status >= 500);
        assert!(!held.is_captured().await, "{error}");
        held.shows(&format!("http={status}"));
        let answer = raw(&held.sandbox, "POST", "/g2g/clearing", "").await;
        assert_eq!(answer.contains("retry-after: 1\r\n"), status == 429, "{answer}");
    }
    let held = Held::with("redirect").await;
    let error = held.capture().await.unwrap_err();
    assert!(has_unknown_outcome(&error) && !held.is_captured().await, "{error}");
    held.shows("redirect=https://elsewhere.invalid/");
}

#[tokio::test]
async fn the_provider_refuses_with_any_code_without_acting() {
    let held = Held::with("error=10000, first=1").await;
    let Error::Provider(no) = held.capture().await.unwrap_err() else { panic!("it is refused") };
    assert_eq!((no.code.as_deref(), no.authenticated), (Some("10000"), true));
    assert!(!held.is_captured().await);
    held.shows("error=10000");
    held.capture().await.unwrap();
    assert!(held.is_captured().await);
}

#[tokio::test]
async fn a_call_is_acted_on_although_its_caller_did_not_wait() {
    for fault in ["delay-before=2s", "delay-after=1h", "drip=1h"] {
        let held = Held::with(fault).await;
        let error = held.capture_within(Duration::from_millis(500)).await.unwrap_err();
        assert!(has_unknown_outcome(&error), "{fault}: {error}");
        assert!(held.is_captured_in_the_end().await, "{fault}");
        held.shows(fault);
    }
}

#[tokio::test]
async fn who_waits_is_answered() {
    for fault in ["delay-before=20ms", "delay-after=20ms", "drip=80ms"] {
        let held = Held::with(fault).await;
        held.capture().await.unwrap();
        assert!(held.is_captured().await, "{fault}");
        held.shows(fault);
    }
}

#[tokio::test]
async fn json_answers_go_wrong_too() {
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
        let told = match InvoiceInfo::new().send(&client).await.unwrap_err() {
            Error::Unknown(_) => "unknown".to_owned(),
            Error::Decode(_) => "decode".to_owned(),
            Error::Provider(no) => no.code.unwrap(),
            other => panic!("{other}"),
        };
        assert_eq!(told, expected, "{fault}");
    }
}

#[tokio::test]
async fn the_same_plan_and_seed_do_the_same_to_the_same_calls() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let plan = Plan::parse(
            r#"
            [[rules]]
            endpoint = "gateway.sync.purchase.status"
            fault = "error=10000"
            share = "40%"

            [[rules]]
            endpoint = "gateway.*"
            fault = "error=9999"
            every = 3
            "#,
        )
        .unwrap();
        let sandbox = Sandbox::builder().seed(seed).faults(plan).start().await.unwrap();
        let mut codes = Vec::new();
        for _ in 0..20 {
            codes.push(crate::code(PaymentStatus::new().payment_id(1).send(&gateway(&sandbox)).await));
        }
        // Each rule counts every call it names; where both fire the first decides.
        let fired: Vec<u64> = sandbox.faults().iter().map(|(_, fired)| *fired).collect();
        let count = |code: &str| codes.iter().filter(|c| *c == code).count() as u64;
        assert_eq!(fired, [count("10000"), count("9999")]);
        assert!(codes.iter().skip(2).step_by(3).all(|code| code == "10000" || code == "9999"), "{codes:?}");
        assert!(count("10000") > 0 && count("11068") > 0, "{codes:?}");
        runs.push(codes);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn plans_come_and_go_over_http() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let ask = || async { crate::code(PaymentStatus::new().payment_id(1).send(&client).await) };
    assert_eq!(ask().await, "11068");

    let plan = r#"{"rules":[{"endpoint":"gateway.sync.purchase.status","fault":"error=10000","first":1}]}"#;
    let shown = raw(&sandbox, "PUT", "/_sandbox/faults", plan).await;
    assert!(shown.starts_with("HTTP/1.1 200") && shown.contains(r#""fired":0"#), "{shown}");
    assert_eq!((ask().await, ask().await), ("10000".to_owned(), "11068".to_owned()));

    let rule = r#"{"endpoint":"gateway.sync.*","fault":"error=9999"}"#;
    raw(&sandbox, "POST", "/_sandbox/faults", rule).await;
    assert_eq!(ask().await, "9999");
    let listed = raw(&sandbox, "GET", "/_sandbox/faults", "").await;
    let (_, listed) = listed.split_once("\r\n\r\n").unwrap();
    let read: serde_json::Value = serde_json::from_str(listed).unwrap();
    assert_eq!(read["rules"][0]["fault"], "error=10000");
    assert_eq!((&read["rules"][0]["first"], &read["rules"][0]["fired"]), (&1.into(), &1.into()));
    assert_eq!((&read["rules"][1]["endpoint"], &read["rules"][1]["fired"]), (&"gateway.sync.*".into(), &1.into()));

    // What is wrong is said, and changes nothing.
    for (wrong, says) in [
        (
            r#"{"rules":[{"endpoint":"gateway.sync.purchase.statis","fault":"drop-after"}]}"#,
            "gateway.sync.purchase.status",
        ),
        (r#"{"rules":[{"endpoint":"*","fault":"dorp-after"}]}"#, "drop-after"),
        (r#"{"rule":[]}"#, "rules"),
        ("{", "line 1"),
    ] {
        let answer = raw(&sandbox, "PUT", "/_sandbox/faults", wrong).await;
        assert!(answer.starts_with("HTTP/1.1 400") && answer.contains(says), "{answer}");
    }
    assert_eq!(sandbox.faults().len(), 2);

    // What was listed can be given back; its counts begin anew.
    raw(&sandbox, "PUT", "/_sandbox/faults", listed).await;
    assert_eq!(sandbox.faults().iter().map(|(_, fired)| *fired).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(ask().await, "10000");
    raw(&sandbox, "DELETE", "/_sandbox/faults", "").await;
    assert_eq!(ask().await, "11068");
    let log = raw(&sandbox, "GET", "/_sandbox/requests", "").await;
    assert!(log.contains(r#""fault":"error=9999""#), "{log}");
}

#[tokio::test]
async fn a_plan_names_what_is_there() {
    let start = |plan: Plan| async { Sandbox::builder().faults(plan).start().await.unwrap_err().to_string() };
    let text = "seed = 1\n\n[[rules]]\nfault = \"drop-after\"\nendpoint = \"merchant.payuot.status\"\n";
    let said = start(Plan::parse(text).unwrap()).await;
    assert!(said.contains("line 5: endpoint") && said.contains("did you mean \"merchant.payout.status\"?"), "{said}");
    let said = start(Rule::new("merchant.payuot.*", Fault::DropAfter).into()).await;
    assert!(said.contains("did you mean \"merchant.payout.*\"?"), "{said}");
    // A callback cannot be dropped, a call cannot come twice, a JSON answer has no signature.
    for (endpoint, fault) in [
        ("merchant.callbacks.result_notify", Fault::DropAfter),
        ("merchant.callbacks.redirect_back", Fault::CallbackTwice),
        ("merchant.callbacks.check_request", Fault::CallbackLate(Duration::from_secs(1))),
        ("merchant.payout.status", Fault::CallbackMissing),
        ("partner.*", Fault::WrongSignature),
    ] {
        let said = start(Rule::new(endpoint, fault).into()).await;
        assert!(said.contains("rule 1: endpoint") && said.contains("cannot happen to"), "{said}");
    }
}

#[test]
fn mistakes_in_plans_are_told_with_their_line_and_what_is_allowed() {
    let rule = |rest: &str| format!("[[rules]]\nendpoint = \"*\"\n{rest}\n");
    for (text, says) in [
        (rule("fault = \"drop-aftr\""), &["line 3", "did you mean drop-after?", "drip=TIME"][..]),
        (rule("fault = \"delay-before\""), &["line 3", "delay-before=2s"]),
        (rule("fault = \"delay-before=0.5s\""), &["line 3", "delay-before=500ms"]),
        (rule("fault = \"http=200\""), &["line 3", "400 to 599"]),
        (rule("fault = \"error=oops\""), &["line 3", "error=10000"]),
        (rule("fault = \"redirect=ftp://x\""), &["line 3", "http or https"]),
        (rule("fault = \"truncate=1\""), &["line 3", "truncate alone"]),
        (rule("nht = 2"), &["line 3", "nht", "nth", "every", "first", "share"]),
        (rule("fault = \"truncate\"\nnth = -1"), &["line 4"]),
        (rule("fault = \"truncate\"\nnth = 0"), &["line 1", "counted from 1"]),
        (rule("fault = \"truncate\"\nnth = 1\nfirst = 2"), &["one of nth, every, first and share"]),
        (rule("fault = \"truncate\"\nshare = \"0.5\""), &["whole percent", "25%"]),
        (rule("nth = 2"), &["fault is missing"]),
        ("[[rules]]\nfault = \"truncate\"\n".to_owned(), &["endpoint"]),
        ("[[rule]]\n".to_owned(), &["line 1", "`rules`"]),
        ("seed = \"x\"\n".to_owned(), &["line 1"]),
    ] {
        let said = Plan::parse(&text).unwrap_err().to_string();
        for part in says {
            assert!(said.contains(part), "{text}\n{said}");
        }
    }
    for (text, says) in [
        ("drop-after", "names no endpoint"),
        ("*: drop-after, evry=2", "did you mean every?"),
        ("*: drop-after, nth=x", "nth=2"),
        ("*: drop-after, nth=1, every=2", "one of nth"),
        ("*: share=25%", "no fault"),
    ] {
        let said = text.parse::<Rule>().unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn rules_read_as_they_are_written() {
    for text in [
        "*: delay-before=500ms",
        "merchant.*: delay-after=2s, every=3",
        "a: drop-before, nth=2",
        "a: http=429, first=1",
        "a: redirect=https://elsewhere.invalid/",
        "a: drip=1m, share=25%",
        "a: error=10000",
        "a: callback-late=2h",
    ] {
        assert_eq!(text.parse::<Rule>().unwrap().to_string(), text);
    }
}

/// One exchange in plain bytes; what came before the connection was closed.
pub(crate) async fn raw(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> String {
    let url = sandbox.url();
    let mut stream = tokio::net::TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap();
    let length = body.len();
    let request =
        format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}
