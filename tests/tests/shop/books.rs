//! Reads the shop's books. Compiled once for each engine.

use super::database::Pool;
use super::shop::Failure;
use crate::audit::{Books, Delivery, Order, Payout};

/// Reads all of the books.
pub(crate) async fn read(pool: &Pool) -> Result<Books, Failure> {
    let payouts: Vec<(String, String, String, Option<i64>)> =
        sqlx::query_as("SELECT id, amount, state, payment_id FROM payouts").fetch_all(pool).await?;
    let orders: Vec<(String, String, Option<i64>)> =
        sqlx::query_as("SELECT id, price, payment_id FROM orders").fetch_all(pool).await?;
    let deliveries: Vec<(String, i64)> =
        sqlx::query_as("SELECT order_id, payment_id FROM deliveries").fetch_all(pool).await?;
    Ok(Books {
        payouts: payouts
            .into_iter()
            .map(|(id, amount, state, payment)| Payout { id, amount, state, payment })
            .collect(),
        orders: orders.into_iter().map(|(id, price, payment)| Order { id, price, payment }).collect(),
        deliveries: deliveries.into_iter().map(|(order, payment)| Delivery { order, payment }).collect(),
    })
}

/// Counts the entries of the journal, and the notifications that were claimed and not decided.
pub(crate) async fn open(pool: &Pool) -> Result<(i64, i64), Failure> {
    let entries = sqlx::query_scalar("SELECT count(*) FROM freedompay_journal").fetch_one(pool).await?;
    let undecided = "SELECT count(*) FROM freedompay_callback WHERE decision IS NULL";
    Ok((entries, sqlx::query_scalar(undecided).fetch_one(pool).await?))
}
