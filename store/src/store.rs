//! The store: a pool, and how a statement is run on it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::{Database, Pool, Transaction};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tracing::Instrument as _;

use crate::engine::{Engine, Value, explain};
use crate::error::Error;
use crate::migration::Migration;

/// When a statement is repeated that failed only because another ran at the same time: twice as late each time, and no more
/// after the last pause.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LAST_PAUSE: Duration = Duration::from_millis(512);

/// The journal and the callbacks in a database. Clones share it.
///
/// It implements [`Journal`](freedompay_runtime::journal::Journal),
/// [`CallbackStore`](freedompay_runtime::callback::CallbackStore) and
/// [`TransactionalStore`](freedompay_runtime::callback::TransactionalStore); see the [crate's page](crate).
pub struct Store<E: Engine> {
    shared: Arc<Shared<E>>,
}

struct Shared<E: Engine> {
    pool: Pool<E>,
    settings: Settings,
    writers: Semaphore,
    /// Calls begun and notifications claimed by this store: now and then one of them also looks after old rows.
    begun: AtomicU64,
    claimed: AtomicU64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) keep_decisions_for: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(5), keep_decisions_for: Duration::from_secs(24 * 60 * 60) }
    }
}

/// Whether a statement writes: of those there are only so many at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

type Run<E, T> =
    for<'c> fn(&'c mut <E as Database>::Connection, &'static str, &'c [Value]) -> BoxFuture<'c, Result<T, sqlx::Error>>;

impl<E: Engine> Clone for Store<E> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<E: Engine> fmt::Debug for Store<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("engine", &E::NAME)
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}

impl<E: Engine> Store<E> {
    pub(crate) fn new(pool: Pool<E>, settings: Settings) -> Self {
        let writers = Semaphore::new(E::WRITERS);
        Self {
            shared: Arc::new(Shared { pool, settings, writers, begun: AtomicU64::new(0), claimed: AtomicU64::new(0) }),
        }
    }

    /// Returns the migrations, oldest first, for those who apply them themselves.
    pub fn migrations() -> &'static [Migration] {
        E::MIGRATIONS
    }

    /// Returns the pool, for a program that keeps its books in the same database.
    pub fn pool(&self) -> &Pool<E> {
        &self.shared.pool
    }

    /// Begins a transaction that may write, for [`acknowledge_in`](Self::acknowledge_in) and
    /// [`keep_in`](freedompay_runtime::callback::Claimed::keep_in). On SQLite it has the file's only write lock until it ends, so
    /// keep it short, and send no money call in between.
    ///
    /// # Errors
    /// If the database does not begin one within the store's timeout.
    pub async fn begin_transaction(&self) -> Result<Transaction<'static, E>, Error> {
        let pool = self.shared.pool.clone();
        self.completed(async move { pool.begin_with(E::BEGIN).await }).await
    }

    pub(crate) fn settings(&self) -> Settings {
        self.shared.settings
    }

    /// Counts a call that was begun; returns whether it is the first of so many.
    pub(crate) fn is_due_begun(&self, every: u64) -> bool {
        self.shared.begun.fetch_add(1, Ordering::Relaxed).is_multiple_of(every)
    }

    /// Counts a notification that was claimed; returns whether it is the first of so many.
    pub(crate) fn is_due_claimed(&self, every: u64) -> bool {
        self.shared.claimed.fetch_add(1, Ordering::Relaxed).is_multiple_of(every)
    }

    /// Runs a statement that writes, and returns the number of rows that it changed.
    pub(crate) async fn execute(&self, statement: &'static str, values: impl Into<Vec<Value>>) -> Result<u64, Error> {
        self.repeated(Access::Write, E::execute, statement, values.into()).await
    }

    /// Runs a statement, and returns its rows.
    pub(crate) async fn fetch(
        &self,
        access: Access,
        statement: &'static str,
        values: impl Into<Vec<Value>>,
    ) -> Result<Vec<E::Row>, Error> {
        self.repeated(access, E::fetch, statement, values.into()).await
    }

    /// Runs a statement that writes inside the program's own transaction.
    pub(crate) async fn execute_in(
        &self,
        connection: &mut E::Connection,
        statement: &'static str,
        values: &[Value],
    ) -> Result<u64, Error> {
        if Handle::try_current().is_err() {
            return Err(Error::no_runtime());
        }
        bounded::<E, _>(self.shared.settings.timeout, E::execute(connection, statement, values)).await
    }

    async fn repeated<T: Send + 'static>(
        &self,
        access: Access,
        run: Run<E, T>,
        statement: &'static str,
        values: Vec<Value>,
    ) -> Result<T, Error> {
        let shared = Arc::clone(&self.shared);
        self.completed(async move {
            let _turn = match access {
                Access::Write => shared.writers.acquire().await.ok(),
                Access::Read => None,
            };
            let mut pause = FIRST_PAUSE;
            loop {
                let mut connection = Borrowed::new(shared.pool.acquire().await?);
                let result = run(&mut connection, statement, &values).await;
                connection.is_idle = true;
                match result {
                    Err(sqlx::Error::Database(error)) if pause <= LAST_PAUSE && E::is_conflict(error.as_ref()) => {}
                    result => return result,
                }
                drop(connection);
                sleep(pause).await;
                pause *= 2;
            }
        })
        .await
    }

    /// Runs work in a task of its own, which ends whether or not anybody waits for it: one that is left alone between two polls
    /// would keep its turn and its connection, and everybody else would wait for them.
    async fn completed<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, sqlx::Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let runtime = Handle::try_current().map_err(|_| Error::no_runtime())?;
        let work = bounded::<E, T>(self.shared.settings.timeout, work).in_current_span();
        runtime.spawn(work).await.unwrap_or_else(|_| Err(Error::runtime_ended()))
    }
}

/// Gives work up after a time.
async fn bounded<E: Engine, T>(
    timeout: Duration,
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, Error> {
    let result = tokio::time::timeout(timeout, work).await.map_err(|_| Error::timeout(timeout))?;
    result.map_err(explain::<E>)
}

/// A connection of the pool. If what runs on it is given up, it is closed: it may hang for ever, and the pool would wait for it.
struct Borrowed<E: Engine> {
    connection: PoolConnection<E>,
    is_idle: bool,
}

impl<E: Engine> Borrowed<E> {
    fn new(connection: PoolConnection<E>) -> Self {
        Self { connection, is_idle: false }
    }
}

impl<E: Engine> Deref for Borrowed<E> {
    type Target = E::Connection;

    fn deref(&self) -> &Self::Target {
        &self.connection
    }
}

impl<E: Engine> DerefMut for Borrowed<E> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.connection
    }
}

impl<E: Engine> Drop for Borrowed<E> {
    fn drop(&mut self) {
        if !self.is_idle {
            self.connection.close_on_drop();
        }
    }
}
