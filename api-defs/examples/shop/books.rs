//! The books: what was to be paid out, what was sold, and what is to be delivered.

use super::database::{Connection, Pool, now};

/// How long after it was taken nobody can be about to send a payout any more: longer than any call, and than any pause of a
/// process that still lives.
const FORGOTTEN_AFTER: i64 = 2 * 60 * 60;

const TABLES: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS payouts (id text PRIMARY KEY, amount text NOT NULL, iban text NOT NULL, state text NOT NULL, \
     payment_id bigint, taken_at bigint NOT NULL)",
    "CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY, price text NOT NULL, payment_id bigint)",
    // What the warehouse sends. It would send twice what is here twice.
    "CREATE TABLE IF NOT EXISTS deliveries (order_id text NOT NULL, payment_id bigint NOT NULL)",
];

/// Creates the tables.
pub(super) async fn create(connection: &mut Connection) -> Result<(), sqlx::Error> {
    for table in TABLES {
        sqlx::query(table).execute(&mut *connection).await?;
    }
    Ok(())
}

/// A payout that somebody asked for.
#[derive(Clone, Debug)]
pub(super) struct Payout {
    pub(super) id: String,
    pub(super) amount: String,
    pub(super) iban: String,
}

/// The end of a payout.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// The provider has it, under its own number.
    Accepted(Option<u64>),
    /// It certainly was not made.
    Failed,
}

impl Payout {
    /// Writes a payout down, for one caller only: of all that ask for the same id, one is told to send it.
    pub(super) async fn take(&self, pool: &Pool) -> Result<bool, sqlx::Error> {
        let insert = concat!(
            "INSERT INTO payouts (id, amount, iban, state, taken_at) VALUES ($1, $2, $3, 'taken', ",
            now!(),
            ") ON CONFLICT (id) DO NOTHING"
        );
        let taken = sqlx::query(insert).bind(&self.id).bind(&self.amount).bind(&self.iban).execute(pool).await?;
        Ok(taken.rows_affected() == 1)
    }

    /// Returns its state, unless another payout has its id.
    pub(super) async fn state(&self, pool: &Pool) -> Result<Option<String>, sqlx::Error> {
        let select = "SELECT state FROM payouts WHERE id = $1 AND amount = $2 AND iban = $3";
        sqlx::query_scalar(select).bind(&self.id).bind(&self.amount).bind(&self.iban).fetch_optional(pool).await
    }
}

/// Writes down how a payout ended. It can end once; to end it again in the same way changes nothing.
pub(super) async fn end(connection: &mut Connection, id: &str, end: End) -> Result<(), sqlx::Error> {
    let (state, payment) = match end {
        End::Accepted(payment) => ("accepted", payment.and_then(|payment| i64::try_from(payment).ok())),
        End::Failed => ("failed", None),
    };
    let update = "UPDATE payouts SET state = $2, payment_id = coalesce($3, payment_id) \
                  WHERE id = $1 AND state IN ('taken', $2)";
    let done = sqlx::query(update).bind(id).bind(state).bind(payment).execute(connection).await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(sqlx::Error::RowNotFound) }
}

/// Returns payouts that were taken so long ago that their instance must have died before it sent them.
pub(super) async fn forgotten(pool: &Pool) -> Result<Vec<Payout>, sqlx::Error> {
    let select = concat!(
        "SELECT id, amount, iban FROM payouts WHERE state = 'taken' AND taken_at < ",
        now!(),
        " - $1 LIMIT 100"
    );
    let rows: Vec<(String, String, String)> = sqlx::query_as(select).bind(FORGOTTEN_AFTER).fetch_all(pool).await?;
    Ok(rows.into_iter().map(|(id, amount, iban)| Payout { id, amount, iban }).collect())
}

/// Writes an order down.
pub(super) async fn sell(pool: &Pool, id: &str, price: &str) -> Result<(), sqlx::Error> {
    let insert = "INSERT INTO orders (id, price) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    sqlx::query(insert).bind(id).bind(price).execute(pool).await.map(|_| ())
}

/// Returns the price of an order.
pub(super) async fn price(connection: &mut Connection, id: &str) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT price FROM orders WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Has a paid order delivered; reports whether it did: another payment may have been first.
///
/// That the same payment is not delivered for twice is not this statement's doing: of all arrivals of its notification one
/// has the claim.
pub(super) async fn deliver(connection: &mut Connection, id: &str, payment: u64) -> Result<bool, sqlx::Error> {
    let payment = i64::try_from(payment).unwrap_or(i64::MAX);
    let update = "UPDATE orders SET payment_id = $2 WHERE id = $1 AND (payment_id IS NULL OR payment_id = $2)";
    let is_first = sqlx::query(update).bind(id).bind(payment).execute(&mut *connection).await?.rows_affected() == 1;
    if is_first {
        let insert = "INSERT INTO deliveries (order_id, payment_id) VALUES ($1, $2)";
        sqlx::query(insert).bind(id).bind(payment).execute(connection).await?;
    }
    Ok(is_first)
}
