//! Opening a store: migrations, versions, settings, and many processes at once.

use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;
use std::{env, fs};

use freedompay_runtime::journal::Journal;
use freedompay_store::{Engine, ErrorKind, Store, StoreBuilder};
use freedompay_test_support::harness::{Missing, Trial, trial};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Postgres, Sqlite};

use crate::common::{Folder, LONG, TestEngine, account, block_on, count, intent, run, server};

/// In a child: what to open, and where to note the keys of what was recorded; until it is killed.
const CHILD: &str = "FREEDOMPAY_TEST_CHILD";
const NOTES: &str = "FREEDOMPAY_TEST_NOTES";

/// Starts a process that opens the store, and records calls for ever if it has a file for its notes.
pub(crate) fn child(address: &str, notes: Option<&Path>) -> Child {
    let mut child = Command::new(env::current_exe().unwrap());
    child.env(CHILD, address).stdin(Stdio::null());
    if let Some(notes) = notes {
        child.env(NOTES, notes);
    }
    child.spawn().unwrap()
}

/// Does the work of a child, if this is one.
pub(crate) fn in_child() -> Option<ExitCode> {
    let address = env::var(CHILD).ok()?;
    block_on(async {
        if address.starts_with("postgres:") {
            work(Store::connect(&address)).await;
        } else {
            work(Store::open(&address)).await;
        }
    });
    Some(ExitCode::SUCCESS)
}

async fn work<E: Engine>(store: StoreBuilder<E>) {
    let store = store.await.unwrap();
    let Some(notes) = env::var_os(NOTES) else {
        return store.begin(&intent(account("1"), LONG)).await.unwrap();
    };
    let mut notes = fs::OpenOptions::new().append(true).create(true).open(notes).unwrap();
    loop {
        let intent = intent(account("1"), Duration::ZERO);
        store.begin(&intent).await.unwrap();
        std::io::Write::write_all(&mut notes, format!("{}\n", intent.key).as_bytes()).unwrap();
    }
}

fn many_processes_may_open_at_once(address: &str) {
    let children: Vec<_> = (0..8).map(|_| child(address, None)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
}

fn many_processes_may_open_a_new_file_at_once() -> Result<(), Missing> {
    for _ in 0..3 {
        let folder = Folder::new();
        let path = folder.path("new.db");
        block_on(async {
            many_processes_may_open_at_once(path.to_str().unwrap());
            let store = Store::open(&path).await.unwrap();
            assert_eq!(Journal::open(&store, &account("1")).await.unwrap().open, 8);
        });
    }
    Ok(())
}

fn many_processes_may_open_a_new_database_at_once() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        many_processes_may_open_at_once(database.url());
        let store = Store::connect(database.url()).await.unwrap();
        assert_eq!(Journal::open(&store, &account("1")).await.unwrap().open, 8);
    });
    Ok(())
}

/// Applies migrations by hand, and opens what another version has written.
async fn versions_are_checked<E: TestEngine>(make: impl Fn() -> StoreBuilder<E>, pool: sqlx::Pool<E>) {
    let error = make().without_migrations().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Schema);
    assert!(error.to_string().contains("Store::migrations"), "{error}");
    let mut connection = pool.acquire().await.unwrap();
    for migration in Store::<E>::migrations() {
        E::write(&mut connection, migration.sql.to_owned()).await.unwrap();
    }
    drop(connection);
    let store = make().without_migrations().await.unwrap();
    assert_eq!(count(&store, "SELECT count(*) FROM freedompay_schema").await, 1);
    make().await.unwrap();
    run(&store, "INSERT INTO freedompay_schema (version, applied_at) SELECT 1000, applied_at FROM freedompay_schema")
        .await;
    let error = make().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Schema);
    assert!(error.to_string().contains("1000"), "{error}");
}

fn migrations_may_be_applied_by_hand_to_a_file() -> Result<(), Missing> {
    let folder = Folder::new();
    let options = SqliteConnectOptions::new().filename(folder.path("own.db")).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal);
    block_on(async {
        let pool = SqlitePoolOptions::new().connect_with(options).await.unwrap();
        versions_are_checked(|| Store::from_pool(pool.clone()), pool.clone()).await;
    });
    Ok(())
}

fn migrations_may_be_applied_by_hand_to_a_server() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        let pool = PgPoolOptions::new().connect(database.url()).await.unwrap();
        versions_are_checked(|| Store::from_pool(pool.clone()), pool.clone()).await;
    });
    Ok(())
}

fn sqlite_settings_that_forget_are_refused() -> Result<(), Missing> {
    let folder = Folder::new();
    let options = SqliteConnectOptions::new().filename(folder.path("own.db")).create_if_missing(true);
    block_on(async {
        for (journal, synchronous, expected) in [
            (SqliteJournalMode::Wal, SqliteSynchronous::Normal, "NORMAL"),
            (SqliteJournalMode::Wal, SqliteSynchronous::Off, "OFF"),
            (SqliteJournalMode::Delete, SqliteSynchronous::Full, "EXTRA"),
            (SqliteJournalMode::Memory, SqliteSynchronous::Full, "memory"),
        ] {
            let options = options.clone().journal_mode(journal).synchronous(synchronous);
            let pool = SqlitePoolOptions::new().connect_with(options).await.unwrap();
            let error = Store::from_pool(pool.clone()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsafe, "{error}");
            assert!(error.to_string().contains(expected), "{error}");
            pool.close().await;
        }
        for address in [":memory:", "sqlite::memory:", "file:x?mode=memory"] {
            let error = Store::open(address).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsafe, "{address}: {error}");
        }
    });
    assert!(!Path::new(":memory:").exists());
    Ok(())
}

fn postgres_settings_that_forget_are_refused() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        for (setting, kind) in
            [("synchronous_commit=off", ErrorKind::Unsafe), ("default_transaction_read_only=on", ErrorKind::ReadOnly)]
        {
            let url = format!("{}?options=-c%20{setting}", database.url());
            let error = Store::connect(url).await.unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
        }
    });
    Ok(())
}

fn an_address_that_fails_is_not_shown() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        for url in [
            "postgres://shop:hunter2@127.0.0.1:1/shop",
            "postgres://shop:hunter2@127.0.0.1:hunter2/shop",
            "postgres://shop:hunter2@127.0.0.1/shop?sslmode=odd",
            "postgres://shop:hunter2%ff@127.0.0.1/shop",
            "postgres//shop:hunter2@127.0.0.1/shop",
            "hunter2",
        ] {
            let error = Store::connect(url).timeout(Duration::from_secs(1)).await.unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(!text.contains("hunter2"), "{text}");
            assert!(matches!(error.kind(), ErrorKind::Setup | ErrorKind::Unreachable), "{text}");
        }
        let error = Store::open(folder.path("missing/test.db")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setup, "{error}");
        let error = Store::open("sqlite:x.db?mode=odd").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setup, "{error}");
    });
    Ok(())
}

fn the_engine_is_inferred() -> Result<(), Missing> {
    let folder = Folder::new();
    let database = server()?.database();
    block_on(async {
        let file: Store<Sqlite> = Store::open(folder.path("test.db")).await.unwrap();
        let url = format!("sqlite://{}", folder.path("test.db").display());
        Store::open(url).timeout(Duration::MAX).keep_decisions_for(Duration::MAX).await.unwrap();
        let server: Store<Postgres> = Store::connect(database.url()).await.unwrap();
        assert_eq!(Store::from_pool(file.pool().clone()).await.unwrap().pool().size(), file.pool().size());
        let server = Store::from_pool(server.pool().clone()).timeout(Duration::MAX).await.unwrap();
        assert!(!format!("{server:?}").contains(database.url()));
    });
    Ok(())
}

fn without_a_runtime_there_is_an_error() -> Result<(), Missing> {
    let folder = Folder::new();
    let poll = |future: &mut dyn FnMut() -> bool| assert!(future());
    let mut opening = std::pin::pin!(Store::open(folder.path("test.db")).into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    poll(&mut || match opening.as_mut().poll(&mut context) {
        std::task::Poll::Ready(result) => result.is_err_and(|error| error.kind() == ErrorKind::Setup),
        std::task::Poll::Pending => false,
    });
    Ok(())
}

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial!(many_processes_may_open_a_new_file_at_once),
        trial!(many_processes_may_open_a_new_database_at_once),
        trial!(migrations_may_be_applied_by_hand_to_a_file),
        trial!(migrations_may_be_applied_by_hand_to_a_server),
        trial!(sqlite_settings_that_forget_are_refused),
        trial!(postgres_settings_that_forget_are_refused),
        trial!(an_address_that_fails_is_not_shown),
        trial!(the_engine_is_inferred),
        trial!(without_a_runtime_there_is_an_error),
    ]
}
