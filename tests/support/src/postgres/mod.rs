//! A PostgreSQL for tests: the installed server in a temporary folder, or the one that `FREEDOMPAY_TEST_POSTGRES` names.
//!
//! ```no_run
//! use freedompay_test_support::{Missing, Postgres};
//!
//! fn rows_are_kept() -> Result<(), Missing> {
//!     let server = Postgres::start()?;
//!     let database = server.database();
//!     // connect to database.url(), write
//!     server.crash();
//!     server.resume();
//!     // read
//!     Ok(())
//! }
//! ```

#![allow(clippy::expect_used, clippy::panic)] // a test whose server fails has failed

mod installed;
mod server;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process};

use self::installed::Installed;
use self::server::Server;
use crate::harness::Missing;

/// The URL of a server to use instead of the installed one: `postgres://user:password@host/postgres`. Its user creates and
/// drops databases.
const NAMED: &str = "FREEDOMPAY_TEST_POSTGRES";

/// A running server. One that was started here ends when it is dropped, and when the process ends, however it does.
///
/// It writes to the disk as in production: `fsync` and `synchronous_commit` are on.
#[derive(Debug)]
pub struct Postgres {
    /// The server that was started here; none if one was named.
    server: Option<Server>,
    /// URL of its database `postgres`.
    url: String,
    psql: PathBuf,
}

impl Postgres {
    /// Uses the named server, or starts the installed one on a free loopback port.
    ///
    /// # Errors
    /// If none is named and none is installed.
    ///
    /// # Panics
    /// If the installed server does not start.
    pub fn start() -> Result<Self, Missing> {
        match env::var(NAMED) {
            Ok(url) => Ok(Self { server: None, url, psql: installed::psql() }),
            Err(_) => Self::start_own(),
        }
    }

    /// Starts the installed server on a free loopback port, whatever server is named: for tests that stop it.
    ///
    /// # Errors
    /// If none is installed.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_own() -> Result<Self, Missing> {
        let installed = Installed::find()?;
        let server = Server::start(&installed);
        Ok(Self { url: server.url(), server: Some(server), psql: installed::psql() })
    }

    /// Creates an empty database.
    ///
    /// # Panics
    /// If that fails.
    pub fn database(&self) -> Database<'_> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("freedompay_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        self.run(&format!("CREATE DATABASE {name}"));
        Database { server: self, url: with_database(&self.url, &name), name }
    }

    /// Stops it in order: transactions under way are rolled back, connections closed, everything written.
    ///
    /// # Panics
    /// If it was not started here, or does not stop.
    pub fn stop(&self) {
        self.own().command("fast");
    }

    /// Stops it as a crash does: at once, with nothing written that was not committed.
    ///
    /// # Panics
    /// If it was not started here, or does not stop.
    pub fn crash(&self) {
        self.own().command("immediate");
    }

    /// Starts it again, on the same port, and waits until it takes connections.
    ///
    /// # Panics
    /// If it was not started here, or does not start.
    pub fn resume(&self) {
        self.own().command("start");
    }

    fn own(&self) -> &Server {
        self.server.as_ref().expect("only a server that was started here is stopped and resumed")
    }

    /// Runs a statement in the database `postgres`.
    fn run(&self, statement: &str) {
        let mut psql = Command::new(&self.psql);
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &self.url, "-c", statement]);
        let output = psql.output().expect("psql runs (Debian: postgresql-client)");
        if !output.status.success() {
            let mut reason = String::from_utf8_lossy(&output.stderr).into_owned();
            if let Some(server) = &self.server {
                let _ = write!(reason, "\n{}", server.log());
            }
            panic!("{statement}: {reason}");
        }
    }
}

/// A database of one test.
#[derive(Debug)]
pub struct Database<'a> {
    server: &'a Postgres,
    name: String,
    url: String,
}

impl Database<'_> {
    /// Returns its URL: `postgres://postgres@127.0.0.1:20123/freedompay_4711_0`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database<'_> {
    /// Drops it from a named server; those of a server that was started here go with its folder.
    fn drop(&mut self) {
        if self.server.server.is_none() && !std::thread::panicking() {
            self.server.run(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

/// Returns a URL with another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, ""), |(address, query)| (address, query));
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{}/{name}{query}", address.get(..end).unwrap_or(address))
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn a_url_gets_another_database() {
        for (url, expected) in [
            ("postgres://u@127.0.0.1:5432/postgres", "postgres://u@127.0.0.1:5432/x"),
            ("postgres://u:p@db.example", "postgres://u:p@db.example/x"),
            ("postgres://db/a?sslmode=require", "postgres://db/x?sslmode=require"),
        ] {
            assert_eq!(with_database(url, "x"), expected);
        }
    }
}
