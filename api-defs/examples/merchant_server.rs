//! A merchant's side of a payment: answers the check, takes the result, shows the payer a page, hears of payouts.
//!
//! ```sh
//! cargo run -p freedompay --example merchant_server --features axum
//! ```
//!
//! Without `FREEDOMPAY_SECRET` and `FREEDOMPAY_PAYOUT_SECRET` it has the keys of the sandbox; `PORT` is 8090 unless set,
//! 0 takes a free one. It sells order 8841 for 2500.00 KZT.
//!
//! Give `https://…/pay/check`, `…/pay/result` as `check_url` and `result_url` of a payment, `…/pay/back` as `success_url`
//! and `failure_url`, `…/pay/payout` as `post_link` of a payout. The last segments differ on purpose: they are all that
//! distinguishes the signed messages.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::response::Html;
use axum::routing::{get, post};
use freedompay::Amount;
use freedompay::callback::{
    CallbackVerifier, Claim, Decision, MemoryCallbackStore, Received, Reply, StoreError, Verifiers,
};
use freedompay::merchant::callbacks::{CheckRequest, PayoutNotify, RedirectBack, ResultNotify};
use tokio::net::TcpListener;

/// An order in the shop's books.
struct Order {
    price: Amount,
    currency: &'static str,
    is_paid: bool,
}

#[derive(Clone)]
struct Shop {
    verifier: CallbackVerifier,
    /// In a real shop `freedompay::store::Store`, so that a restart does not forget; the example `shop` has one.
    notices: MemoryCallbackStore,
    orders: Arc<Mutex<HashMap<String, Order>>>,
}

/// How the extractor finds the verifier.
impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

/// May this order be paid, and is that its price?
async fn check(State(shop): State<Shop>, question: Received<CheckRequest>) -> Reply {
    let orders = shop.orders.lock().unwrap_or_else(PoisonError::into_inner);
    let order = question.order_id.as_deref().and_then(|id| orders.get(id));
    question.reply(&match order {
        None => question.reject("No such order"),
        Some(order) if order.is_paid => question.reject("The order is paid already"),
        Some(order) if !question.is_for(order.price, order.currency) => question.reject("The amount is another"),
        Some(_) => question.ok_for(600),
    })
}

/// How did the payment come out?
async fn result(State(shop): State<Shop>, notice: Received<ResultNotify>) -> Reply {
    let reply = shop.take_result(&notice).await;
    // If the store fails the notice has to come again.
    let reply = reply.unwrap_or_else(|_| notice.reply(&notice.error("Try again later")));
    if reply.rejection_ignored() {
        eprintln!("payment {} was kept although it was rejected: give it back", notice.payment_id);
    }
    reply
}

impl Shop {
    async fn take_result(&self, notice: &Received<ResultNotify>) -> Result<Reply, StoreError> {
        Ok(match notice.claim(&self.notices).await? {
            Claim::Known(reply) | Claim::Busy(reply) => reply,
            Claim::Mine(claim) => claim.keep(self.book(notice)).await?,
        })
    }

    /// Can be done twice, as it may be if the shop stops before the decision is kept: an order that is paid stays paid.
    fn book(&self, notice: &Received<ResultNotify>) -> Decision {
        if !notice.is_paid() {
            return notice.ok();
        }
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let order = notice.order_id.as_deref().and_then(|id| orders.get_mut(id));
        match order {
            Some(order) if notice.is_for(order.price, order.currency) => {
                order.is_paid = true;
                notice.ok().describe("Order paid")
            }
            _ => match notice.right_to_reject() {
                Some(right) => right.reject("This order cannot be paid like that"),
                None => {
                    eprintln!("payment {} fits no order and cannot be refused: give it back", notice.payment_id);
                    notice.ok()
                }
            },
        }
    }
}

/// The payer is back. What the browser carries proves nothing about money; the shop's own books say whether it came.
async fn back(State(shop): State<Shop>, payer: Received<RedirectBack>) -> Html<String> {
    let orders = shop.orders.lock().unwrap_or_else(PoisonError::into_inner);
    let order = payer.order_id.as_deref().and_then(|id| orders.get(id));
    let says = match order {
        Some(order) if order.is_paid => "Thank you, your order is paid",
        Some(_) => "Your order is not paid yet",
        None => "We do not know this order",
    };
    Html(format!("<!doctype html><title>Shop</title><h1>{says}</h1>"))
}

/// How did the payout come out?
async fn payout(State(shop): State<Shop>, notice: Received<PayoutNotify>) -> Reply {
    let reply = match notice.claim(&shop.notices).await {
        Ok(Claim::Known(reply) | Claim::Busy(reply)) => Ok(reply),
        Ok(Claim::Mine(claim)) => {
            println!("payout {}: {:?}", notice.payment_id, notice.status);
            claim.keep(notice.ok()).await
        }
        Err(error) => Err(error),
    };
    reply.unwrap_or_else(|_| notice.reply(&notice.error("Try again later")))
}

/// The shop with one order in its books, and the URLs under which it is called.
pub(crate) fn router(secret: &str, payout_secret: &str) -> Result<Router, Box<dyn Error>> {
    let verifier = CallbackVerifier::new(secret).also(payout_secret);
    let order = Order { price: "2500.00".parse()?, currency: "KZT", is_paid: false };
    let orders = HashMap::from([("8841".to_owned(), order)]);
    let shop = Shop { verifier, notices: MemoryCallbackStore::default(), orders: Arc::new(Mutex::new(orders)) };
    // POST is what `request_method` asks for; with `get` beside it GET is served, too.
    Ok(Router::new()
        .route("/pay/check", post(check).get(check))
        .route("/pay/result", post(result).get(result))
        .route("/pay/back", get(back).post(back))
        .route("/pay/payout", post(payout))
        .with_state(shop))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let setting = |name: &str, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let secret = setting("FREEDOMPAY_SECRET", "sandbox-secret");
    let router = router(&secret, &setting("FREEDOMPAY_PAYOUT_SECRET", "sandbox-payout-secret"))?;
    let listener = TcpListener::bind(("127.0.0.1", setting("PORT", "8090").parse()?)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
