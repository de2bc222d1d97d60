//! The tables: their versions, and how they get there.

use sqlx::Connection;

use crate::engine::{Driver, Engine, explain};
use crate::error::{Error, ErrorKind};

const READ_VERSION: &str = "SELECT CAST(coalesce(max(version), 0) AS bigint) FROM freedompay_schema";

/// Checks the version of the tables, and brings them to this library's if the store may.
pub(crate) async fn bring_up_to_date<E: Engine>(connection: &mut E::Connection, may_apply: bool) -> Result<(), Error> {
    let newest = E::MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default();
    let found = version::<E>(connection).await?;
    if found > newest {
        return Err(Error::with_remedy(
            ErrorKind::Schema,
            format!(
                "the tables of the store have version {found}, and this program knows version {newest} only; build it with the \
                 version of freedompay that applied it, or a newer one"
            ),
        ));
    }
    if found == newest {
        return Ok(());
    }
    if !may_apply {
        return Err(Error::with_remedy(
            ErrorKind::Schema,
            format!(
                "the tables of the store have version {found}, and this program needs version {newest}; apply the migrations \
                 after {found} that `Store::migrations` returns, and start it again"
            ),
        ));
    }
    apply::<E>(connection).await
}

/// Applies what is missing, while no other instance does.
async fn apply<E: Engine>(connection: &mut E::Connection) -> Result<(), Error> {
    let mut transaction = connection.begin_with(E::BEGIN).await.map_err(explain::<E>)?;
    if let Some(lock) = E::LOCK_SCHEMA {
        E::run(&mut transaction, lock).await.map_err(explain::<E>)?;
    }
    let found = version::<E>(&mut transaction).await?;
    for migration in E::MIGRATIONS.iter().filter(|migration| migration.version > found) {
        E::run(&mut transaction, migration.sql)
            .await
            .map_err(|error| why_not_applied::<E>(migration.version, error))?;
    }
    transaction.commit().await.map_err(explain::<E>)
}

/// Explains why a migration cannot be applied: most often its tables are there, and only their version is lost.
fn why_not_applied<E: Driver>(version: u32, error: sqlx::Error) -> Error {
    let is_there = matches!(&error, sqlx::Error::Database(error) if error.message().contains("already exists"));
    if !is_there {
        return explain::<E>(error);
    }
    Error::with_remedy(
        ErrorKind::Schema,
        format!(
            "the table freedompay_schema says that migration {version} of the store was not applied, but its tables are there; \
             insert the version that they have into freedompay_schema, or name another database"
        ),
    )
}

/// Returns the version of the tables; zero where there are none.
async fn version<E: Driver>(connection: &mut E::Connection) -> Result<u32, Error> {
    let found = E::fetch(connection, E::FIND_SCHEMA, &[]).await.map_err(explain::<E>)?;
    let is_there = match found.first() {
        Some(row) => E::text(row, 0).map_err(explain::<E>)?.is_some(),
        None => false,
    };
    if !is_there {
        return Ok(0);
    }
    let rows = E::fetch(connection, READ_VERSION, &[]).await.map_err(explain::<E>)?;
    let version = rows.first().map_or(Ok(0), |row| E::number(row, 0)).map_err(explain::<E>)?;
    u32::try_from(version).map_err(|_| {
        Error::new(
            ErrorKind::Schema,
            format_args!("the table freedompay_schema holds {version}, which is not a version"),
        )
    })
}
