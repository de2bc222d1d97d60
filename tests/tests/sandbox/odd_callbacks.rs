//! Callbacks that come late, twice, forged or never, by plan.

use std::time::Duration;

use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay_sandbox::{Fault, ReplyVerdict, Rule, Sandbox};

use crate::gateway;
use crate::payments::payment;
use crate::shop::{Mood, Shop, open};

const RESULT: &str = "merchant.callbacks.result_notify";

async fn sold(mood: Mood, rule: Rule) -> (Sandbox, Shop) {
    let clock = "2026-01-01T00:00:00Z".parse().unwrap();
    let sandbox = Sandbox::builder().clock(clock).faults(rule).start().await.unwrap();
    let (shop, url) = open(mood).await;
    payment("8841", "4400444400004440").result_url(url).send(&gateway(&sandbox)).await.unwrap();
    sandbox.run_until_idle().await;
    (sandbox, shop)
}

fn received(shop: &Shop) -> usize {
    shop.received.lock().unwrap().len()
}

#[tokio::test]
async fn a_callback_can_be_sent_twice() {
    let (sandbox, shop) = sold(Mood::Glad, Rule::new(RESULT, Fault::CallbackTwice)).await;
    assert_eq!(*shop.received.lock().unwrap(), [(true, true), (true, true)]);
    let callbacks = sandbox.callbacks();
    let [first, second] = callbacks.as_slice() else { panic!("two callbacks") };
    assert_eq!((first.attempt, second.attempt), (1, 1));
    // Each is signed anew.
    assert_ne!(first.fields.get("pg_salt").unwrap().as_text(), second.fields.get("pg_salt").unwrap().as_text());
    assert_eq!(first.fields.get("pg_payment_id"), second.fields.get("pg_payment_id"));
    assert_eq!(second.fault, Some(Fault::CallbackTwice));
}

#[tokio::test]
async fn a_callback_can_be_late_by_the_clock_of_the_sandbox() {
    let late = Fault::CallbackLate(Duration::from_secs(600));
    let (sandbox, shop) = sold(Mood::Refuses, Rule::new(RESULT, late)).await;
    sandbox.advance(Duration::from_secs(599)).await;
    assert_eq!(received(&shop), 0);
    sandbox.advance(Duration::from_secs(1)).await;
    // It is still the first callback, and may be refused.
    assert_eq!(*shop.received.lock().unwrap(), [(true, true)]);
    let status = PaymentStatus::new().order_id("8841").send(&gateway(&sandbox)).await.unwrap();
    assert_eq!(status.payment_status.as_ref().unwrap().as_str(), "error");
    sandbox.advance(Duration::from_secs(24 * 60 * 60)).await;
    assert_eq!(received(&shop), 1);
}

#[tokio::test]
async fn a_callback_can_be_forged() {
    for fault in [Fault::WrongSignature, Fault::NoSignature, Fault::TamperedAmount] {
        let (sandbox, shop) = sold(Mood::Glad, Rule::new(RESULT, fault.clone()).first(1)).await;
        // The shop refuses it, and gets another callback.
        assert_eq!(received(&shop), 0, "{fault}");
        let callbacks = sandbox.callbacks();
        assert!(matches!(&callbacks[0].verdict, ReplyVerdict::NoResponse { .. }), "{fault}: {}", callbacks[0].verdict);
        sandbox.advance(Duration::from_secs(30 * 60)).await;
        assert_eq!(received(&shop), 1, "{fault}");
    }
    let (sandbox, shop) = sold(Mood::Glad, Rule::new(RESULT, Fault::ChangedAmount)).await;
    assert_eq!(received(&shop), 1);
    assert_eq!(sandbox.callbacks()[0].fields.get("pg_amount").unwrap().as_text(), Some("1001.50"));
}

#[tokio::test]
async fn a_callback_can_be_dropped() {
    let (sandbox, shop) = sold(Mood::Glad, Rule::new(RESULT, Fault::CallbackMissing)).await;
    sandbox.advance(Duration::from_secs(24 * 60 * 60)).await;
    assert_eq!(received(&shop), 0);
    let callbacks = sandbox.callbacks();
    let [unsent] = callbacks.as_slice() else { panic!("one callback") };
    assert_eq!((unsent.fault.clone(), unsent.retry_at), (Some(Fault::CallbackMissing), None));
    assert!(matches!(&unsent.verdict, ReplyVerdict::NoResponse { reason: why } if why.contains("plan of faults")));
    // The payment is paid all the same, as its status shows.
    let status = PaymentStatus::new().order_id("8841").send(&gateway(&sandbox)).await.unwrap();
    assert_eq!(status.payment_status.as_ref().unwrap().as_str(), "success");
}
