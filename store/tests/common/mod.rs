//! Databases for the tests, and the values that they write.

#![allow(dead_code)] // each test binary uses a part of it

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use std::{env, fs};

use freedompay_runtime::callback::{CallbackClaim, Decision};
use freedompay_runtime::journal::{Account, ClaimRequest, ClaimScope, EntryState, Intent, OutcomeRecord};
use freedompay_store::{Engine, Store};
use freedompay_test_support::{Missing, Postgres};
use uuid::Uuid;

/// Long enough that nothing ends by itself during a test.
pub(crate) const LONG: Duration = Duration::from_secs(600);
/// Short enough to wait for.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

/// A temporary folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let path = env::temp_dir().join(format!("freedompay-store-{}", Uuid::new_v4()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The server that the tests of a process share.
pub(crate) fn server() -> Result<&'static Postgres, Missing> {
    static SERVER: OnceLock<Result<Postgres, Missing>> = OnceLock::new();
    SERVER.get_or_init(Postgres::start).as_ref().map_err(Clone::clone)
}

pub(crate) fn block_on<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap().block_on(test)
}

pub(crate) async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub(crate) fn account(id: &str) -> Account {
    Account { api: "gateway".to_owned(), id: id.to_owned(), host: "https://api.example".to_owned() }
}

pub(crate) fn intent(account: Account, expires_in: Duration) -> Intent {
    Intent {
        key: Uuid::now_v7(),
        account,
        endpoint: "gateway.payout.create".to_owned(),
        request_id: Some(Uuid::new_v4().to_string()),
        ids: vec![("pg_order_id".to_owned(), "8841".to_owned())],
        expires_in,
    }
}

pub(crate) fn record(key: Uuid, holder: Uuid, state: EntryState, hold_for: Duration) -> OutcomeRecord {
    let response_ids = vec![("pg_payment_id".to_owned(), "17".to_owned())];
    OutcomeRecord { key, holder, state, response_ids, hold_for, acknowledged: false }
}

pub(crate) fn of_account(account: &Account, lease: Duration) -> ClaimRequest {
    page(account, None, 100, lease)
}

pub(crate) fn page(account: &Account, after: Option<Uuid>, most: u32, lease: Duration) -> ClaimRequest {
    let scope = ClaimScope::Account { account: account.clone(), after, most };
    ClaimRequest { scope, holder: Uuid::new_v4(), lease }
}

pub(crate) fn of_entry(key: Uuid, lease: Duration) -> ClaimRequest {
    ClaimRequest { scope: ClaimScope::Entry(key), holder: Uuid::new_v4(), lease }
}

pub(crate) fn arrival(key: &str, lease: Duration, patience: Duration) -> CallbackClaim {
    CallbackClaim { key: key.to_owned(), holder: Uuid::new_v4(), lease, patience }
}

pub(crate) fn ok(description: &str) -> Decision {
    serde_json::from_value(serde_json::json!({ "status": "ok", "description": description })).unwrap()
}

/// What the tests do besides the store: the books of the program.
pub(crate) trait TestEngine: Engine {
    fn write(connection: &mut Self::Connection, sql: String) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
    fn number_of(connection: &mut Self::Connection, sql: String) -> impl Future<Output = i64> + Send;
}

macro_rules! test_engine {
    ($engine:ty) => {
        impl TestEngine for $engine {
            async fn write(connection: &mut Self::Connection, sql: String) -> Result<(), sqlx::Error> {
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(connection).await.map(drop)
            }

            async fn number_of(connection: &mut Self::Connection, sql: String) -> i64 {
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(connection).await.unwrap()
            }
        }
    };
}

test_engine!(sqlx::Postgres);
test_engine!(sqlx::Sqlite);

/// Runs statements on a connection of the store's.
pub(crate) async fn run<E: TestEngine>(store: &Store<E>, sql: &str) {
    let mut connection = store.pool().acquire().await.unwrap();
    E::write(&mut connection, sql.to_owned()).await.unwrap();
}

/// Returns the number that a statement yields.
pub(crate) async fn count<E: TestEngine>(store: &Store<E>, sql: &str) -> i64 {
    let mut connection = store.pool().acquire().await.unwrap();
    E::number_of(&mut connection, sql.to_owned()).await
}
