//! A shop that receives the callbacks of the sandbox.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use freedompay::callback::{CallbackVerifier, Received, Verifiers};
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::merchant::callbacks::ResultNotify;
use freedompay_sandbox::{ReplyVerdict, Sandbox};

use crate::gateway;
use crate::payments::payment;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mood {
    Glad,
    Refuses,
    Fails(u32),
    Forges,
}

#[derive(Clone)]
pub(crate) struct Shop {
    verifier: CallbackVerifier,
    mood: Mood,
    calls: Arc<AtomicU32>,
    /// `pg_result` and `pg_can_reject` of every call.
    pub(crate) received: Arc<Mutex<Vec<(bool, bool)>>>,
}

impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

async fn result(State(shop): State<Shop>, callback: Received<ResultNotify>) -> Response {
    shop.received.lock().unwrap().push((callback.is_paid(), callback.right_to_reject().is_some()));
    let call = shop.calls.fetch_add(1, Ordering::SeqCst) + 1;
    match shop.mood {
        Mood::Fails(times) if call <= times => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Mood::Refuses => match callback.right_to_reject() {
            Some(right) => callback.reply(&right.reject("Sold out")).into_response(),
            None => callback.reply(&callback.ok()).into_response(),
        },
        Mood::Forges => {
            "<response><pg_status>ok</pg_status><pg_salt>s</pg_salt><pg_sig>0</pg_sig></response>".into_response()
        }
        _ => callback.reply(&callback.ok()).into_response(),
    }
}

/// Opens a shop of that mood; returns the URL for result callbacks.
pub(crate) async fn open(mood: Mood) -> (Shop, String) {
    let shop = Shop {
        verifier: CallbackVerifier::new("sandbox-secret"),
        mood,
        calls: Arc::default(),
        received: Arc::default(),
    };
    let router = Router::new().route("/shop/result", any(result)).with_state(shop.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/shop/result?shop=7", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (shop, url)
}

async fn sold(mood: Mood) -> (Sandbox, Shop, u64) {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let (shop, url) = open(mood).await;
    let paid = payment("8841", "4400444400004440").result_url(url).send(&gateway(&sandbox)).await.unwrap();
    sandbox.run_until_idle().await;
    (sandbox, shop, paid.payment_id.unwrap())
}

#[tokio::test]
async fn the_result_is_sent_once_and_its_reply_verified() {
    let (sandbox, shop, id) = sold(Mood::Glad).await;
    sandbox.advance(Duration::from_secs(24 * 60 * 60)).await;
    assert_eq!(*shop.received.lock().unwrap(), [(true, true)]);
    let callbacks = sandbox.callbacks();
    let [callback] = callbacks.as_slice() else { panic!("one callback") };
    assert_eq!((callback.about, callback.attempt, &callback.verdict), (id, 1, &ReplyVerdict::Ok));
    // The parameter of the shop's own URL is signed with the rest.
    assert_eq!(callback.fields.get("shop").unwrap().as_text(), Some("7"));
}

#[tokio::test]
async fn a_rejection_withdraws_the_payment() {
    let (sandbox, shop, id) = sold(Mood::Refuses).await;
    assert_eq!(*shop.received.lock().unwrap(), [(true, true)]);
    assert_eq!(sandbox.callbacks()[0].verdict, ReplyVerdict::Rejected { description: "Sold out".to_owned() });
    let status = PaymentStatus::new().payment_id(id).send(&gateway(&sandbox)).await.unwrap();
    assert_eq!(status.payment_status.as_ref().unwrap().as_str(), "error");
    assert_eq!(status.captured, Some(false.into()));
    assert_eq!(status.failure_description.as_deref(), Some("Sold out"));
}

#[tokio::test]
async fn a_callback_to_a_shop_that_is_down_is_retried_every_half_hour_for_two_hours() {
    let (sandbox, shop, _) = sold(Mood::Fails(2)).await;
    sandbox.advance(Duration::from_secs(29 * 60)).await;
    assert_eq!(shop.calls.load(Ordering::SeqCst), 1);
    sandbox.advance(Duration::from_secs(60)).await;
    assert_eq!(shop.calls.load(Ordering::SeqCst), 2);
    sandbox.advance(Duration::from_secs(24 * 60 * 60)).await;
    // Only the first call may be refused.
    assert_eq!(*shop.received.lock().unwrap(), [(true, true), (true, false), (true, false)]);

    let (sandbox, shop, _) = sold(Mood::Fails(u32::MAX)).await;
    sandbox.advance(Duration::from_secs(24 * 60 * 60)).await;
    assert_eq!(shop.calls.load(Ordering::SeqCst), 5);
    assert!(sandbox.callbacks().last().unwrap().retry_at.is_none());
}

#[tokio::test]
async fn a_reply_with_a_wrong_signature_is_refused_with_the_right_one() {
    let (sandbox, _, _) = sold(Mood::Forges).await;
    let ReplyVerdict::Invalid { reason: why } = &sandbox.callbacks()[0].verdict else { panic!("it was believed") };
    assert!(why.contains("\"result\"") && !why.contains("secret"), "{why}");
}
