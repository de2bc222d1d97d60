//! A shop's server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::any;
use freedompay::callback::{CallbackVerifier, Claim, MemoryCallbackStore, Received, Reply, Verifiers};
use freedompay::merchant::callbacks::{CardTokenized, CheckRequest, PayoutNotify, RedirectBack, ResultNotify};

#[derive(Clone)]
pub(crate) struct Shop {
    verifier: CallbackVerifier,
    store: MemoryCallbackStore,
    pub(crate) decided: Arc<AtomicUsize>,
}

impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

async fn check(request: Received<CheckRequest>) -> Reply {
    request.reply(&match request.order_id.as_deref() {
        Some("8841") if request.is_for(500.into(), "KZT") => request.ok_for(600),
        Some("8841") => request.reject("Wrong amount"),
        _ => request.reject("No such <order> & none like it"),
    })
}

async fn result(State(shop): State<Shop>, callback: Received<ResultNotify>) -> Reply {
    let decide = || {
        shop.decided.fetch_add(1, Ordering::SeqCst);
        match (callback.order_id.as_deref(), callback.right_to_reject()) {
            (Some("8841"), _) => callback.ok().describe("Заказ оплачен"),
            (Some("busy"), _) => callback.error("Try again later"),
            (_, Some(right)) => right.reject("No such order"),
            (_, None) => callback.ok(),
        }
    };
    let reply = match callback.claim(&shop.store).await.unwrap() {
        Claim::Known(reply) | Claim::Busy(reply) => reply,
        Claim::Mine(claim) => claim.keep(decide()).await.unwrap(),
    };
    assert_eq!(reply.rejection_ignored(), reply.body().contains("rejected") && callback.right_to_reject().is_none());
    reply
}

async fn payout(callback: Received<PayoutNotify>) -> Reply {
    callback.reply(&callback.ok())
}

async fn card(callback: Received<CardTokenized>) -> Reply {
    assert!(callback.card_token.is_some());
    callback.reply(&callback.ok())
}

async fn back(page: Received<RedirectBack>) -> String {
    format!("order {}", page.order_id.clone().unwrap_or_default())
}

pub(crate) fn shop(verifier: CallbackVerifier) -> Shop {
    Shop { verifier, store: MemoryCallbackStore::default(), decided: Arc::default() }
}

pub(crate) async fn serve(shop: &Shop) -> SocketAddr {
    let nested = Router::new().route("/result/", any(result)).route("/result", any(result));
    let router = Router::new()
        .route("/pay/check", any(check))
        .route("/pay/result", any(result))
        .route("/pay/payout", any(payout))
        .route("/pay/card", any(card))
        .route("/pay/success", any(back))
        .nest("/nested", nested)
        .with_state(shop.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
