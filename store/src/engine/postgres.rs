//! PostgreSQL.

use std::ffi::OsStr;
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use sqlx::error::DatabaseError;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::{ConnectOptions as _, Connection as _, Pool, Postgres, Row as _};
use uuid::Uuid;

use super::{Driver, Engine, Value, explain};
use crate::error::{Error, ErrorKind};
use crate::migration::Migration;
use crate::sql::{POSTGRES, Statements};

const MIGRATIONS: &[Migration] = &[Migration { version: 1, sql: include_str!("../../schema/postgres-1.sql") }];

#[cfg_attr(docsrs, doc(cfg(feature = "postgres")))]
impl Engine for Postgres {}

impl Driver for Postgres {
    const STATEMENTS: Statements = POSTGRES;
    const MIGRATIONS: &'static [Migration] = MIGRATIONS;
    const WRITERS: usize = tokio::sync::Semaphore::MAX_PERMITS;
    const BEGIN: &'static str = "BEGIN";
    // The number is this library's own: the letters `fdmpay`.
    const LOCK_SCHEMA: Option<&'static str> = Some("SELECT pg_advisory_xact_lock(112581518844281)");
    // Not `to_regclass`: after the wait for the lock it may still answer from the cache of before.
    const FIND_SCHEMA: &'static str = "SELECT relname::text FROM pg_catalog.pg_class \
         WHERE relname = 'freedompay_schema' AND relkind = 'r' AND pg_catalog.pg_table_is_visible(oid)";

    fn open(address: &OsStr, timeout: Duration) -> BoxFuture<'_, Result<Pool<Self>, Error>> {
        Box::pin(async move {
            let options: PgConnectOptions = address.to_string_lossy().parse().map_err(explain::<Self>)?;
            // One connection first: the pool would repeat an attempt until its time is up, and then not know why it failed.
            let first = tokio::time::timeout(timeout, options.connect()).await;
            let first = first.map_err(|_| Error::timeout(timeout))?.map_err(explain::<Self>)?;
            let _ = first.close().await;
            Ok(PgPoolOptions::new().acquire_timeout(timeout).connect_lazy_with(options))
        })
    }

    fn check(connection: &mut PgConnection) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let statement = "SELECT current_setting('synchronous_commit'), current_setting('transaction_read_only'), \
                             current_setting('fsync')";
            let rows = Self::fetch(connection, statement, &[]).await.map_err(explain::<Self>)?;
            let Some(row) = rows.first() else { return Ok(()) };
            let setting = |column| Self::text(row, column).map(Option::unwrap_or_default).map_err(explain::<Self>);
            if setting(0)? == "off" {
                return Err(Error::with_remedy(
                    ErrorKind::Unsafe,
                    "PostgreSQL has synchronous_commit = off, so a crash of the server forgets payments that were sent; set it to \
                     on for the database or the user of this program",
                ));
            }
            if setting(1)? == "on" {
                return Err(Error::new(ErrorKind::ReadOnly, "PostgreSQL is read-only, as a standby is"));
            }
            if setting(2)? == "off" {
                tracing::warn!(
                    "PostgreSQL has fsync = off: a loss of power forgets payments that were sent, or damages the database"
                );
            }
            Ok(())
        })
    }

    fn verify(_connection: &mut PgConnection) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn execute<'a>(
        connection: &'a mut PgConnection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<u64, sqlx::Error>> {
        Box::pin(async move { Ok(query(statement, values).execute(connection).await?.rows_affected()) })
    }

    fn fetch<'a>(
        connection: &'a mut PgConnection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<Vec<PgRow>, sqlx::Error>> {
        Box::pin(async move { query(statement, values).fetch_all(connection).await })
    }

    fn run<'a>(connection: &'a mut PgConnection, script: &'static str) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move { sqlx::raw_sql(script).execute(connection).await.map(drop) })
    }

    fn uuid(row: &PgRow, column: usize) -> Result<Uuid, sqlx::Error> {
        row.try_get(column)
    }

    fn text(row: &PgRow, column: usize) -> Result<Option<String>, sqlx::Error> {
        row.try_get(column)
    }

    fn number(row: &PgRow, column: usize) -> Result<i64, sqlx::Error> {
        row.try_get(column)
    }

    fn kind(error: &dyn DatabaseError) -> ErrorKind {
        let code = error.code().unwrap_or_default();
        match &*code {
            "25006" => ErrorKind::ReadOnly,
            "53100" => ErrorKind::Full,
            "55P03" | "40001" | "40P01" => ErrorKind::Locked,
            "57014" => ErrorKind::Timeout,
            "42P01" | "42703" | "3F000" => ErrorKind::Schema,
            "XX001" | "XX002" => ErrorKind::Damaged,
            "42501" => ErrorKind::Denied,
            // No such database, too many connections, and the server is starting or stopping.
            "3D000" | "53300" | "57P01" | "57P02" | "57P03" => ErrorKind::Unreachable,
            code if code.starts_with("08") => ErrorKind::Unreachable,
            code if code.starts_with("28") => ErrorKind::Denied,
            _ => ErrorKind::Other,
        }
    }

    fn is_conflict(error: &dyn DatabaseError) -> bool {
        // A serialization failure, where the isolation is more than the default, and a deadlock.
        error.code().is_some_and(|code| matches!(&*code, "40001" | "40P01"))
    }
}

fn query<'a>(statement: &'static str, values: &[Value]) -> Query<'a, Postgres, PgArguments> {
    values.iter().fold(sqlx::query(statement), |query, value| match value {
        Value::Uuid(uuid) => query.bind(*uuid),
        Value::Text(text) => query.bind(text.clone()),
        Value::Number(number) => query.bind(*number),
    })
}
