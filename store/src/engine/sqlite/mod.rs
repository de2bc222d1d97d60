//! SQLite.

mod file;

use std::ffi::OsStr;
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use sqlx::error::DatabaseError;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Pool, Row as _, Sqlite};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::{Driver, Engine, Value, explain};
use crate::error::{Error, ErrorKind};
use crate::migration::Migration;
use crate::sql::{SQLITE, Statements};

const MIGRATIONS: &[Migration] = &[Migration { version: 1, sql: include_str!("../../../schema/sqlite-1.sql") }];

/// Strict tables came with 3.37.
const OLDEST: (u32, u32) = (3, 37);

#[cfg_attr(docsrs, doc(cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))))]
impl Engine for Sqlite {}

impl Driver for Sqlite {
    const STATEMENTS: Statements = SQLITE;
    const MIGRATIONS: &'static [Migration] = MIGRATIONS;
    // The file has one writer. Those who wait inside SQLite sleep and try again, and some of them for long.
    const WRITERS: usize = 1;
    const BEGIN: &'static str = "BEGIN IMMEDIATE";
    const LOCK_SCHEMA: Option<&'static str> = None;
    const FIND_SCHEMA: &'static str =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'freedompay_schema'";

    fn open(address: &OsStr, timeout: Duration) -> BoxFuture<'_, Result<Pool<Self>, Error>> {
        Box::pin(file::open(address, timeout))
    }

    fn check(connection: &mut SqliteConnection) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            check_version(&text(connection, "SELECT sqlite_version()").await?)?;
            if text(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'").await?.is_empty() {
                return Err(Error::with_remedy(
                    ErrorKind::Unsafe,
                    "the SQLite database is in memory or temporary, so it forgets every payment; name a file, or use \
                     `MemoryJournal` in tests",
                ));
            }
            let journal = text(connection, "PRAGMA journal_mode").await?;
            check_durability(&journal, number(connection, "PRAGMA synchronous").await?)
        })
    }

    fn verify(connection: &mut SqliteConnection) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            check_writable(connection).await?;
            let found = text(connection, "PRAGMA quick_check('freedompay_journal')").await?;
            if found == "ok" {
                return Ok(());
            }
            Err(Error::new(ErrorKind::Damaged, "the SQLite file is damaged where it holds the journal"))
        })
    }

    fn execute<'a>(
        connection: &'a mut SqliteConnection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<u64, sqlx::Error>> {
        Box::pin(async move { Ok(query(statement, values).execute(connection).await?.rows_affected()) })
    }

    fn fetch<'a>(
        connection: &'a mut SqliteConnection,
        statement: &'static str,
        values: &'a [Value],
    ) -> BoxFuture<'a, Result<Vec<SqliteRow>, sqlx::Error>> {
        Box::pin(async move { query(statement, values).fetch_all(connection).await })
    }

    fn run<'a>(connection: &'a mut SqliteConnection, script: &'static str) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move { sqlx::raw_sql(script).execute(connection).await.map(drop) })
    }

    fn uuid(row: &SqliteRow, column: usize) -> Result<Uuid, sqlx::Error> {
        row.try_get::<Hyphenated, _>(column).map(Hyphenated::into_uuid)
    }

    fn text(row: &SqliteRow, column: usize) -> Result<Option<String>, sqlx::Error> {
        row.try_get(column)
    }

    fn number(row: &SqliteRow, column: usize) -> Result<i64, sqlx::Error> {
        row.try_get(column)
    }

    fn kind(error: &dyn DatabaseError) -> ErrorKind {
        // The low byte is the primary code: https://www.sqlite.org/rescode.html
        match code(error) & 0xFF {
            3 | 23 => ErrorKind::Denied,
            5 | 6 => ErrorKind::Locked,
            8 => ErrorKind::ReadOnly,
            11 | 26 => ErrorKind::Damaged,
            13 => ErrorKind::Full,
            10 | 14 => ErrorKind::Unreachable,
            17 => ErrorKind::Schema,
            1 if error.message().starts_with("no such table") => ErrorKind::Schema,
            _ => ErrorKind::Other,
        }
    }

    fn is_conflict(_error: &dyn DatabaseError) -> bool {
        // A single statement waits for the lock itself.
        false
    }
}

fn code(error: &dyn DatabaseError) -> u32 {
    error.code().and_then(|code| code.parse().ok()).unwrap_or_default()
}

fn query<'a>(statement: &'static str, values: &[Value]) -> Query<'a, Sqlite, SqliteArguments> {
    values.iter().fold(sqlx::query(statement), |query, value| match value {
        Value::Uuid(uuid) => query.bind(uuid.hyphenated()),
        Value::Text(text) => query.bind(text.clone()),
        Value::Number(number) => query.bind(*number),
    })
}

/// Returns the text of a statement's only row.
async fn text(connection: &mut SqliteConnection, statement: &'static str) -> Result<String, Error> {
    let row = query(statement, &[]).fetch_one(connection).await;
    let text = row.and_then(|row| Sqlite::text(&row, 0)).map_err(explain::<Sqlite>)?;
    Ok(text.unwrap_or_default())
}

async fn number(connection: &mut SqliteConnection, statement: &'static str) -> Result<i64, Error> {
    let row = query(statement, &[]).fetch_one(connection).await;
    row.and_then(|row| Sqlite::number(&row, 0)).map_err(explain::<Sqlite>)
}

fn check_version(version: &str) -> Result<(), Error> {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= OLDEST {
        return Ok(());
    }
    Err(Error::with_remedy(
        ErrorKind::Setup,
        format!(
            "SQLite is {version}, and the store needs 3.37; use the feature `sqlite`, which brings a new one along"
        ),
    ))
}

/// Refuses settings under which a committed entry may be gone after a loss of power.
/// <https://www.sqlite.org/pragma.html#pragma_synchronous>
fn check_durability(journal: &str, synchronous: i64) -> Result<(), Error> {
    const FULL: i64 = 2;
    const EXTRA: i64 = 3;
    let needed = match journal {
        "off" | "memory" => {
            return Err(Error::with_remedy(
                ErrorKind::Unsafe,
                format!("SQLite has journal_mode = {journal}, so a crash damages the file; use WAL"),
            ));
        }
        "delete" => (EXTRA, "EXTRA, or journal_mode = WAL and synchronous = FULL"),
        _ => (FULL, "FULL"),
    };
    if synchronous >= needed.0 {
        return Ok(());
    }
    let found = ["OFF", "NORMAL", "FULL"];
    let found = usize::try_from(synchronous).ok().and_then(|level| found.get(level)).copied().unwrap_or("unknown");
    Err(Error::with_remedy(
        ErrorKind::Unsafe,
        format!(
            "SQLite has synchronous = {found} with journal_mode = {journal}, so a loss of power forgets payments that were sent; \
             open the pool with synchronous = {}",
            needed.1
        ),
    ))
}

/// Refuses a file that cannot be written to; one that is locked at the moment can.
async fn check_writable(connection: &mut SqliteConnection) -> Result<(), Error> {
    // `BEGIN IMMEDIATE` would not do: on a file that is read-only it is a plain `BEGIN`.
    let tried = Sqlite::execute(connection, "DELETE FROM freedompay_journal WHERE key = ''", &[]).await;
    match tried.map_err(explain::<Sqlite>) {
        Err(error) if error.kind() != ErrorKind::Locked => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_that_survive_a_loss_of_power_are_accepted() {
        for (journal, synchronous) in [("wal", 2), ("wal", 3), ("truncate", 2), ("persist", 2), ("delete", 3)] {
            assert_eq!(check_durability(journal, synchronous), Ok(()), "{journal} {synchronous}");
        }
        for (journal, synchronous) in
            [("wal", 0), ("wal", 1), ("truncate", 1), ("delete", 2), ("memory", 3), ("off", 3)]
        {
            let error = check_durability(journal, synchronous).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsafe, "{journal} {synchronous}");
        }
    }

    #[test]
    fn old_versions_are_refused() {
        assert_eq!(check_version("3.37.0"), Ok(()));
        assert_eq!(check_version("4.0"), Ok(()));
        check_version("3.34.1").unwrap_err();
    }
}
