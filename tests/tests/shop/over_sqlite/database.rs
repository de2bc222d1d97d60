//! The database: SQLite, in place of the example's file.

use super::books;
use super::shop::Failure;

pub(crate) type Store = freedompay::store::Store<sqlx::Sqlite>;
pub(crate) type Pool = sqlx::SqlitePool;
pub(crate) type Connection = sqlx::SqliteConnection;

macro_rules! now {
    () => {
        "unixepoch()"
    };
}
pub(crate) use now;

pub(crate) async fn open(path: &str) -> Result<Store, Failure> {
    let store = Store::open(path).await?;
    let mut transaction = store.begin_transaction().await?;
    books::create(&mut transaction).await?;
    transaction.commit().await?;
    Ok(store)
}

/// Lets time pass for a database that nobody uses: moves everything that it holds into the past.
pub(crate) async fn let_pass(pool: &Pool, seconds: i64) -> Result<(), Failure> {
    for update in [
        "UPDATE payouts SET taken_at = taken_at - $1",
        "UPDATE freedompay_journal SET begun_at = begun_at - $1 * 1000, expires_at = expires_at - $1 * 1000, \
         held_until = held_until - $1 * 1000",
        "UPDATE freedompay_callback SET claimed_at = claimed_at - $1 * 1000, held_until = held_until - $1 * 1000, \
         decided_at = decided_at - $1 * 1000",
    ] {
        sqlx::query(update).bind(seconds).execute(pool).await?;
    }
    Ok(())
}
