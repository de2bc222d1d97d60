//! Plans of faults: parsing, errors, and reproducible runs.

use std::time::Duration;

use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay_sandbox::{Fault, Plan, Rule, Sandbox};

use crate::faults::raw;
use crate::gateway;

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
async fn plans_are_set_and_removed_over_http() {
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

    // An invalid plan is reported, and changes nothing.
    for (wrong, expected) in [
        (
            r#"{"rules":[{"endpoint":"gateway.sync.purchase.statis","fault":"drop-after"}]}"#,
            "gateway.sync.purchase.status",
        ),
        (r#"{"rules":[{"endpoint":"*","fault":"dorp-after"}]}"#, "drop-after"),
        (r#"{"rule":[]}"#, "rules"),
        ("{", "line 1"),
    ] {
        let response = raw(&sandbox, "PUT", "/_sandbox/faults", wrong).await;
        assert!(response.starts_with("HTTP/1.1 400") && response.contains(expected), "{response}");
    }
    assert_eq!(sandbox.faults().len(), 2);

    // A listed plan can be set again; its counts start at zero.
    raw(&sandbox, "PUT", "/_sandbox/faults", listed).await;
    assert_eq!(sandbox.faults().iter().map(|(_, fired)| *fired).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(ask().await, "10000");
    raw(&sandbox, "DELETE", "/_sandbox/faults", "").await;
    assert_eq!(ask().await, "11068");
    let log = raw(&sandbox, "GET", "/_sandbox/requests", "").await;
    assert!(log.contains(r#""fault":"error=9999""#), "{log}");
}

#[tokio::test]
async fn a_plan_can_only_name_endpoints_that_can_have_its_faults() {
    let start = |plan: Plan| async { Sandbox::builder().faults(plan).start().await.unwrap_err().to_string() };
    let text = "seed = 1\n\n[[rules]]\nfault = \"drop-after\"\nendpoint = \"merchant.payuot.status\"\n";
    let message = start(Plan::parse(text).unwrap()).await;
    assert!(
        message.contains("line 5: endpoint") && message.contains("did you mean \"merchant.payout.status\"?"),
        "{message}"
    );
    let message = start(Rule::new("merchant.payuot.*", Fault::DropAfter).into()).await;
    assert!(message.contains("did you mean \"merchant.payout.*\"?"), "{message}");
    // A callback cannot be dropped, a call cannot come twice, a JSON response has no signature.
    for (endpoint, fault) in [
        ("merchant.callbacks.result_notify", Fault::DropAfter),
        ("merchant.callbacks.redirect_back", Fault::CallbackTwice),
        ("merchant.callbacks.check_request", Fault::CallbackLate(Duration::from_secs(1))),
        ("merchant.payout.status", Fault::CallbackMissing),
        ("partner.*", Fault::WrongSignature),
    ] {
        let message = start(Rule::new(endpoint, fault).into()).await;
        assert!(message.contains("rule 1: endpoint") && message.contains("cannot happen to"), "{message}");
    }
}

#[test]
fn errors_in_plans_are_reported_with_their_line_and_the_allowed_values() {
    let rule = |rest: &str| format!("[[rules]]\nendpoint = \"*\"\n{rest}\n");
    for (text, expected) in [
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
        let message = Plan::parse(&text).unwrap_err().to_string();
        for part in expected {
            assert!(message.contains(part), "{text}\n{message}");
        }
    }
    for (text, expected) in [
        ("drop-after", "missing endpoint"),
        ("*: drop-after, evry=2", "did you mean every?"),
        ("*: drop-after, nth=x", "nth=2"),
        ("*: drop-after, nth=1, every=2", "one of nth"),
        ("*: share=25%", "unknown fault"),
    ] {
        let message = text.parse::<Rule>().unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn rules_are_printed_as_written() {
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
