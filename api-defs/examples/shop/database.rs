//! The database: PostgreSQL. Only this file knows which one it is.

use super::books;
use super::shop::Failure;

pub(crate) type Store = freedompay::store::Store<sqlx::Postgres>;
pub(crate) type Pool = sqlx::PgPool;
pub(crate) type Connection = sqlx::PgConnection;

/// The database's own time in seconds: the clocks of the instances may differ.
macro_rules! now {
    () => {
        "extract(epoch FROM now())::bigint"
    };
}
pub(crate) use now;

/// Opens the journal, and the books in the same database.
pub(crate) async fn open(url: &str) -> Result<Store, Failure> {
    let store = Store::connect(url).await?;
    let mut transaction = store.begin_transaction().await?;
    // Of several instances that start at once one creates the tables.
    sqlx::query("SELECT pg_advisory_xact_lock(8841)").execute(&mut *transaction).await?;
    books::create(&mut transaction).await?;
    transaction.commit().await?;
    Ok(store)
}
