//! The databases that the store works on.

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))]
mod sqlite;

use std::ffi::OsStr;
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use sqlx::error::DatabaseError;
use sqlx::{Database, Pool};
use uuid::Uuid;

use crate::error::{Error, ErrorKind};
use crate::migration::Migration;
use crate::sql::Statements;

/// A database that a [`Store`](crate::Store) works on: `sqlx::Sqlite` or `sqlx::Postgres`. It cannot be implemented elsewhere.
#[diagnostic::on_unimplemented(
    message = "the store does not work on `{Self}`",
    note = "it works on `sqlx::Sqlite` (feature `sqlite`) and `sqlx::Postgres` (feature `postgres`)"
)]
pub trait Engine: Driver {}

/// A value that is bound to a parameter.
#[derive(Clone)]
pub enum Value {
    Uuid(Uuid),
    Text(Option<String>),
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Uuid> for Value {
    fn from(uuid: Uuid) -> Self {
        Self::Uuid(uuid)
    }
}

impl From<Duration> for Value {
    fn from(duration: Duration) -> Self {
        Self::Number(milliseconds(duration))
    }
}

/// Returns a duration in milliseconds: rounded up, since a hold may last longer but not shorter, and at most a hundred years, so
/// that the sum is a time on either engine.
fn milliseconds(duration: Duration) -> i64 {
    const MOST: i64 = 100 * 366 * 24 * 60 * 60 * 1000;
    i64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(MOST).min(MOST)
}

/// What the store needs of a database. It is public by the letter only: nobody can name it.
pub trait Driver: Database<Connection: Send> {
    const STATEMENTS: Statements;
    const MIGRATIONS: &'static [Migration];
    /// How many writes there may be at once; more would wait for each other inside the database, less fairly.
    const WRITERS: usize;
    /// Begins a transaction that is going to write.
    const BEGIN: &'static str;
    /// Inside a transaction: waits until no other instance applies migrations.
    const LOCK_SCHEMA: Option<&'static str>;
    /// Returns the version table's name, if there is one.
    const FIND_SCHEMA: &'static str;

    /// Opens a pool of the store's own on a path or a URL.
    fn open(address: &OsStr, timeout: Duration) -> BoxFuture<'_, Result<Pool<Self>, Error>>;

    /// Refuses a database that may lose what it has committed, or that cannot be written to.
    fn check(connection: &mut Self::Connection) -> BoxFuture<'_, Result<(), Error>>;

    /// Refuses a database whose tables are damaged, where that can be seen at once.
    fn verify(connection: &mut Self::Connection) -> BoxFuture<'_, Result<(), Error>>;

    /// Runs a statement and returns the number of rows that it changed.
    fn execute<'a>(
        connection: &'a mut Self::Connection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<u64, sqlx::Error>>;

    /// Runs a statement and returns its rows.
    fn fetch<'a>(
        connection: &'a mut Self::Connection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<Vec<Self::Row>, sqlx::Error>>;

    /// Runs several statements without parameters.
    fn run<'a>(connection: &'a mut Self::Connection, script: &'static str) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    fn uuid(row: &Self::Row, column: usize) -> Result<Uuid, sqlx::Error>;
    fn text(row: &Self::Row, column: usize) -> Result<Option<String>, sqlx::Error>;
    fn number(row: &Self::Row, column: usize) -> Result<i64, sqlx::Error>;

    /// Says what kind of problem an error of the database is, by its code.
    fn kind(error: &dyn DatabaseError) -> ErrorKind;

    /// Returns whether a statement failed only because another ran at the same time: it had no effect and may be repeated.
    fn is_conflict(error: &dyn DatabaseError) -> bool;
}

/// Explains an error of sqlx.
pub(crate) fn explain<E: Driver>(error: sqlx::Error) -> Error {
    match error {
        // Its message only: what a server adds as the detail may be a row.
        sqlx::Error::Database(error) => {
            Error::new(E::kind(error.as_ref()), format_args!("the database reports: {}", error.message()))
        }
        sqlx::Error::PoolTimedOut => {
            Error::new(ErrorKind::Timeout, "no connection to the database became free or could be opened in time")
        }
        sqlx::Error::PoolClosed => Error::new(ErrorKind::Setup, "the pool of connections was closed"),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_) => {
            Error::new(ErrorKind::Unreachable, format_args!("the database cannot be reached: {error}"))
        }
        sqlx::Error::Configuration(error) => {
            Error::new(ErrorKind::Setup, format_args!("the address of the database cannot be used: {error}"))
        }
        sqlx::Error::ColumnDecode { index, .. } => {
            Error::new(ErrorKind::Schema, format_args!("column {index} of the store's tables has another type"))
        }
        error => Error::new(ErrorKind::Other, format_args!("the database cannot be used: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_rounded_up_and_bounded() {
        assert_eq!(milliseconds(Duration::ZERO), 0);
        assert_eq!(milliseconds(Duration::from_micros(1)), 1);
        assert_eq!(milliseconds(Duration::from_millis(1500)), 1500);
        assert_eq!(milliseconds(Duration::MAX), 100 * 366 * 24 * 60 * 60 * 1000);
    }
}
