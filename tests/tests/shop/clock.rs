//! A PostgreSQL whose clock can be put forward: a quarter of an hour in which all instances are down takes no time.
//!
//! Its functions for the time are found before those of the system, because the database's search path says so.

use sqlx::PgPool;

const INSTALL: [&str; 5] = [
    "CREATE SCHEMA clock",
    "CREATE TABLE clock.ahead AS SELECT interval '0' AS time",
    "CREATE FUNCTION clock.now() RETURNS timestamptz STABLE LANGUAGE sql AS \
     'SELECT pg_catalog.now() + time FROM clock.ahead'",
    "CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql AS \
     'SELECT pg_catalog.clock_timestamp() + time FROM clock.ahead'",
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, clock, pg_catalog', current_database()); END $$",
];

/// Gives a database such a clock, for connections that are opened after this.
pub(crate) async fn install(pool: &PgPool) -> Result<(), sqlx::Error> {
    for statement in INSTALL {
        sqlx::query(statement).execute(pool).await?;
    }
    Ok(())
}

/// Puts the clock forward, while nobody uses the database.
pub(crate) async fn let_pass(pool: &PgPool, seconds: i64) -> Result<(), sqlx::Error> {
    let update = "UPDATE clock.ahead SET time = time + $1 * interval '1 second'";
    sqlx::query(update).bind(seconds).execute(pool).await.map(|_| ())
}
