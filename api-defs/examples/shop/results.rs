//! Selling: an order is delivered when the result of its payment comes, once, however often and at how many instances at once
//! it comes.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use freedompay::callback::{Claim, ClaimOptions, Decision, Received, Reply};
use freedompay::merchant::callbacks::ResultNotify;
use serde::Deserialize;
use tracing::{Instrument as _, debug, info_span, warn};

use super::books;
use super::database::Connection;
use super::shop::{Failure, Shop, unavailable};

/// How long a second arrival waits for the decision of the first: less than the balancer in front waits for us.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
pub(super) struct Sale {
    price: String,
}

/// Writes an order down; its payment is opened elsewhere.
pub(super) async fn sell(
    State(shop): State<Shop>,
    Path(id): Path<String>,
    Json(Sale { price }): Json<Sale>,
) -> Result<(), (StatusCode, String)> {
    books::sell(shop.store.pool(), &id, &price).await.map_err(|error| unavailable(error.into()))
}

/// Takes the result of a payment.
pub(super) async fn take_result(State(shop): State<Shop>, notice: Received<ResultNotify>) -> Reply {
    let span = info_span!("result", order = notice.order_id.as_deref().unwrap_or_default());
    match decide(&shop, &notice).instrument(span).await {
        Ok(reply) => {
            if reply.rejection_ignored() {
                warn!(payment = notice.payment_id, "was kept although it was rejected: give it back");
            }
            reply
        }
        Err(error) => {
            warn!(%error, "the result has to come again");
            notice.reply(&notice.error("Try again later"))
        }
    }
}

/// Claims the result, decides, delivers, and keeps the decision in the commit of the delivery.
async fn decide(shop: &Shop, notice: &Received<ResultNotify>) -> Result<Reply, Failure> {
    let claim = match notice.claim_with(&shop.store, ClaimOptions::default().patience(PATIENCE)).await? {
        Claim::Known(reply) | Claim::Busy(reply) => return Ok(reply),
        Claim::Mine(claim) => claim,
    };
    debug!("claimed");
    let mut transaction = shop.store.begin_transaction().await?;
    debug!("deciding");
    let decision = deliver(&mut transaction, notice).await?;
    debug!("decided");
    // Fails if the claim lapsed meanwhile and another instance has it; then nothing of this is committed.
    let reply = claim.keep_in(&mut transaction, decision).await?;
    debug!("kept");
    transaction.commit().await?;
    debug!("delivered");
    Ok(reply)
}

async fn deliver(transaction: &mut Connection, notice: &Received<ResultNotify>) -> Result<Decision, Failure> {
    if !notice.is_paid() {
        return Ok(notice.ok());
    }
    let order = notice.order_id.as_deref().unwrap_or_default();
    let price = books::price(transaction, order).await?;
    let is_right = match price {
        Some(price) => notice.is_for(price.parse()?, "KZT"),
        None => false,
    };
    if is_right && books::deliver(transaction, order, notice.payment_id).await? {
        return Ok(notice.ok().describe("Order paid"));
    }
    Ok(match notice.right_to_reject() {
        Some(right) => right.reject("This order cannot be paid like that"),
        None => {
            warn!(payment = notice.payment_id, "fits no order and cannot be rejected: give it back");
            notice.ok()
        }
    })
}
