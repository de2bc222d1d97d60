//! A PostgreSQL whose clock can be put forward: a quarter of an hour in which all instances are down takes no time.
//!
//! Its functions for the time are found before those of the system, because the database's search path says so.

use std::time::Duration;

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

/// Waits until the server has ended what the instances that were killed had begun: a commit that waits for a slow disk keeps its
/// rows, however much time passes for the database.
pub(crate) async fn wait_for_the_dead(pool: &PgPool) -> Result<(), sqlx::Error> {
    let select = "SELECT count(*) FROM pg_stat_activity \
                  WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()";
    while sqlx::query_scalar::<_, i64>(select).fetch_one(pool).await? > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}
