//! Opening a store.

use std::ffi::OsString;
use std::future::IntoFuture;
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use sqlx::Pool;
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::engine::{Engine, explain};
use crate::error::Error;
use crate::schema;
use crate::store::{Settings, Store};

/// How long opening may take: several instances may begin at once and wait for the one that applies the migrations.
const OPENING: Duration = Duration::from_secs(60);

/// More is never meant, and SQLite counts in 31 bits.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// Builder for a [`Store`]: configure it, then `.await` it.
#[must_use = "nothing is opened until it is awaited"]
pub struct StoreBuilder<E: Engine> {
    source: Source<E>,
    settings: Settings,
    applies_migrations: bool,
}

#[cfg_attr(not(any(feature = "postgres", feature = "sqlite", feature = "sqlite-unbundled")), allow(dead_code))]
enum Source<E: Engine> {
    /// A path or a URL.
    Address(OsString),
    Pool(Pool<E>),
}

impl<E: Engine> StoreBuilder<E> {
    fn new(source: Source<E>) -> Self {
        Self { source, settings: Settings::default(), applies_migrations: true }
    }

    /// Sets how long a statement may take, the wait for a connection included; 5 seconds by default, an hour at most. A money call
    /// that cannot be recorded within this time is not sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout.min(LONGEST_TIMEOUT);
        self
    }

    /// Sets how long decisions on notifications are kept; one day by default. The provider repeats a notification for two hours,
    /// so less than that decides some of them twice.
    pub fn keep_decisions_for(mut self, time: Duration) -> Self {
        self.settings.keep_decisions_for = time;
        self
    }

    /// Leaves the tables alone: whoever administers the database applies [`Store::migrations`]. Opening then fails while one
    /// is missing.
    pub fn without_migrations(mut self) -> Self {
        self.applies_migrations = false;
        self
    }

    async fn open(self) -> Result<Store<E>, Error> {
        let Self { source, settings, applies_migrations } = self;
        if Handle::try_current().is_err() {
            return Err(Error::no_runtime());
        }
        let open = async {
            let pool = match source {
                Source::Address(address) => E::open(&address, settings.timeout).await?,
                Source::Pool(pool) => pool,
            };
            let connection = timeout(settings.timeout, pool.acquire()).await;
            let mut connection = connection.map_err(|_| Error::timeout(settings.timeout))?.map_err(explain::<E>)?;
            E::check(&mut connection).await?;
            schema::bring_up_to_date::<E>(&mut connection, applies_migrations).await?;
            E::verify(&mut connection).await?;
            Ok(Store::new(pool, settings))
        };
        timeout(OPENING, open).await.unwrap_or_else(|_| Err(Error::timeout(OPENING)))
    }
}

impl<E: Engine> IntoFuture for StoreBuilder<E> {
    type Output = Result<Store<E>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.open())
    }
}

impl<E: Engine> std::fmt::Debug for StoreBuilder<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the address nor the pool: both may hold a password.
        f.debug_struct("StoreBuilder").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl<E: Engine> Store<E> {
    /// Opens the store on a pool of the program's own.
    ///
    /// # Errors
    /// As [`open`](Store::open) and [`connect`](Store::connect), and if the pool's settings would lose what was committed.
    pub fn from_pool(pool: Pool<E>) -> StoreBuilder<E> {
        StoreBuilder::new(Source::Pool(pool))
    }
}

#[cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))))]
impl Store<sqlx::Sqlite> {
    /// Opens an SQLite file, a path or a URL that begins with `sqlite:`; a missing one is created, for its owner alone.
    ///
    /// It uses a write-ahead log with `synchronous = FULL`, so what was recorded survives a loss of power. Several processes of one
    /// machine may share the file; keep it off network file systems.
    ///
    /// # Errors
    /// If the file cannot be opened, created or written to, if it is damaged or not a database, or if its tables are newer than
    /// this version of the library.
    pub fn open(path: impl AsRef<std::path::Path>) -> StoreBuilder<sqlx::Sqlite> {
        StoreBuilder::new(Source::Address(path.as_ref().into()))
    }
}

#[cfg(feature = "postgres")]
#[cfg_attr(docsrs, doc(cfg(feature = "postgres")))]
impl Store<sqlx::Postgres> {
    /// Connects to PostgreSQL: `postgres://user:password@host/database`.
    ///
    /// # Errors
    /// If the server cannot be reached or refuses the user, if it is read-only or has `synchronous_commit = off`, or if its tables
    /// are newer than this version of the library.
    pub fn connect(url: impl Into<String>) -> StoreBuilder<sqlx::Postgres> {
        StoreBuilder::new(Source::Address(url.into().into()))
    }
}
