//! What may happen to an SQLite file.

use std::fs;
use std::time::{Duration, Instant};

use freedompay_runtime::journal::{EntryState, Journal};
use freedompay_store::{ErrorKind, Store};
use freedompay_test_support::harness::{Missing, Trial, trial};
use sqlx::Sqlite;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};

use crate::common::{Folder, LONG, account, block_on, intent, of_account, record, run};

async fn begin(store: &Store<Sqlite>) {
    store.begin(&intent(account("1"), LONG)).await.unwrap();
}

async fn open_entries(store: &Store<Sqlite>) -> u64 {
    Journal::open(store, &account("1")).await.unwrap().open
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777
}

#[cfg(unix)]
fn the_files_are_for_their_owner_alone() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        let store = Store::open(folder.path("test.db")).await.unwrap();
        begin(&store).await;
        for name in ["test.db", "test.db-wal", "test.db-shm"] {
            assert_eq!(mode(&folder.path(name)), 0o600, "{name}");
        }
    });
    Ok(())
}

#[cfg(unix)]
fn a_symbolic_link_stays_one() -> Result<(), Missing> {
    let folder = Folder::new();
    let (link, target) = (folder.path("link.db"), folder.path("volume.db"));
    std::os::unix::fs::symlink(&target, &link).unwrap();
    block_on(async {
        // At first what it names is missing.
        for expected in 1..=3 {
            let store = Store::open(&link).await.unwrap();
            begin(&store).await;
            assert_eq!(open_entries(&store).await, expected);
            store.pool().close().await;
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(mode(&target), 0o600);
        }
        let store = Store::open(&target).await.unwrap();
        assert_eq!(open_entries(&store).await, 3);
    });
    Ok(())
}

#[cfg(unix)]
fn a_file_may_be_opened_by_two_names_at_once() -> Result<(), Missing> {
    let folder = Folder::new();
    let (path, link) = (folder.path("test.db"), folder.path("link.db"));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    block_on(async {
        let one = Store::open(&path).await.unwrap();
        let other = Store::open(&link).await.unwrap();
        let third =
            Store::open(folder.path("../").join(folder.root().file_name().unwrap()).join("test.db")).await.unwrap();
        for _ in 0..20 {
            begin(&one).await;
            begin(&other).await;
            begin(&third).await;
        }
        for store in [&one, &other, &third] {
            assert_eq!(open_entries(store).await, 60);
        }
        // SQLite would keep what is not written back beside each name of a hard link.
        fs::hard_link(&path, folder.path("hard.db")).unwrap();
        let error = Store::open(folder.path("hard.db")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsafe, "{error}");
    });
    Ok(())
}

fn side_files_may_be_removed_or_left_over() -> Result<(), Missing> {
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        begin(&store).await;
        // As after a crash: the log holds what the file does not.
        let crashed = folder.path("crashed.db");
        for end in ["", "-wal"] {
            fs::copy(format!("{}{end}", path.display()), format!("{}{end}", crashed.display())).unwrap();
        }
        // The index of the log is missing, or belongs to another file.
        let copy = Store::open(&crashed).await.unwrap();
        assert_eq!(open_entries(&copy).await, 1);
        copy.pool().close().await;
        fs::copy(format!("{}-shm", path.display()), format!("{}-shm", crashed.display())).unwrap();
        let copy = Store::open(&crashed).await.unwrap();
        begin(&copy).await;
        assert_eq!(open_entries(&copy).await, 2);
        copy.pool().close().await;
        // A log was left over where there is no file, or where there is another.
        let other = folder.path("other.db");
        for _ in 0..2 {
            let left_over = folder.path("other.db-wal");
            fs::copy(format!("{}-wal", path.display()), &left_over).unwrap();
            #[cfg(unix)]
            fs::set_permissions(&left_over, std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
            let store = Store::open(&other).await.unwrap();
            begin(&store).await;
            #[cfg(unix)]
            assert_eq!(mode(&left_over), 0o600);
            store.pool().close().await;
        }
        let store = Store::open(&other).await.unwrap();
        assert_eq!(open_entries(&store).await, 2);
    });
    Ok(())
}

fn a_full_disk_is_an_error_until_there_is_space() -> Result<(), Missing> {
    let folder = Folder::new();
    let options = SqliteConnectOptions::new().filename(folder.path("test.db")).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).pragma("max_page_count", "24");
    block_on(async {
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        let store = Store::from_pool(pool).await.unwrap();
        let mut begun = 0;
        let error = loop {
            match store.begin(&intent(account("1"), Duration::ZERO)).await {
                Ok(()) => begun += 1,
                Err(error) => break error,
            }
            assert!(begun < 1000);
        };
        assert!(error.to_string().contains("full") && error.to_string().contains("space"), "{error}");
        assert_eq!(open_entries(&store).await, begun);
        // What exists can still be claimed, and what is acknowledged makes room.
        let claimed = store.claim(&of_account(&account("1"), LONG)).await.unwrap();
        assert!(!claimed.is_empty());
        for entry in claimed {
            assert!(store.acknowledge(entry.intent.key).await.unwrap());
        }
        begin(&store).await;
        store.pool().close().await;
        // A full disk opens.
        let store = Store::open(folder.path("test.db")).await.unwrap();
        assert!(open_entries(&store).await > 0);
    });
    Ok(())
}

fn zeros_in_the_middle_are_an_error_at_once() -> Result<(), Missing> {
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        let mut transaction = store.begin_transaction().await.unwrap();
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
                    INSERT INTO freedompay_journal SELECT printf('018f0000-0000-7000-8000-%012x', i), 'gateway', '1', 'h', 'e', \
                    NULL, '[]', 'in_doubt', '[]', 0, 0, '018f0000-0000-7000-8000-000000000000', 0 FROM n";
        sqlx::raw_sql(many).execute(&mut *transaction).await.unwrap();
        transaction.commit().await.unwrap();
        store.pool().close().await;
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 64 * 4096].fill(0);
        fs::write(&path, bytes).unwrap();
        let begun = Instant::now();
        let error = Store::open(&path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        fs::write(&path, [0x55; 10_000]).unwrap();
        let error = Store::open(&path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
    });
    Ok(())
}

fn a_read_only_file_is_refused() -> Result<(), Missing> {
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        begin(&store).await;
        store.pool().close().await;
        let options = SqliteConnectOptions::new().filename(&path).read_only(true);
        let pool = SqlitePoolOptions::new().connect_with(options).await.unwrap();
        let error = Store::from_pool(pool.clone()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadOnly, "{error}");
        pool.close().await;
        let error = Store::open(format!("sqlite:{}?mode=ro", path.display())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadOnly, "{error}");
    });
    Ok(())
}

#[cfg(unix)]
fn a_file_without_the_right_to_write_is_refused() -> Result<(), Missing> {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        Store::open(&path).await.unwrap().pool().close().await;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        if fs::OpenOptions::new().append(true).open(&path).is_ok() {
            return Err(Missing::new("user", "root may write to any file; run this test as another user"));
        }
        let error = Store::open(&path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadOnly, "{error}");
        Ok(())
    })
}

fn a_transaction_that_began_by_reading_is_told_how_to_begin() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        let store = Store::open(folder.path("test.db")).await.unwrap();
        let call = intent(account("1"), LONG);
        store.begin(&call).await.unwrap();
        let mut transaction = store.pool().begin().await.unwrap();
        sqlx::raw_sql("SELECT count(*) FROM freedompay_journal").execute(&mut *transaction).await.unwrap();
        store.record_outcome(&record(call.key, call.key, EntryState::Responded, LONG)).await.unwrap();
        let error = store.acknowledge_in(&mut transaction, call.key).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Locked);
        assert!(error.to_string().contains("BEGIN IMMEDIATE"), "{error}");
    });
    Ok(())
}

fn a_held_lock_is_an_error_in_time() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        let store = Store::open(folder.path("test.db")).timeout(Duration::from_secs(1)).await.unwrap();
        let other = Store::open(folder.path("test.db")).await.unwrap();
        let held = other.begin_transaction().await.unwrap();
        let begun = Instant::now();
        let error = store.acknowledge(uuid::Uuid::now_v7()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Locked, "{error}");
        // Several at once do not wait for each other's time.
        let calls: Vec<_> = (0..8)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { store.begin(&intent(account("1"), LONG)).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap_err();
        }
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
        // Reads go on, and so do writes once the lock is free.
        assert_eq!(open_entries(&store).await, 0);
        held.rollback().await.unwrap();
        begin(&store).await;
    });
    Ok(())
}

fn a_lock_of_long_does_not_keep_it_from_opening() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        let store = Store::open(folder.path("test.db")).await.unwrap();
        run(&store, "CREATE TABLE books (line text)").await;
        let _held = store.begin_transaction().await.unwrap();
        Store::open(folder.path("test.db")).timeout(Duration::from_millis(500)).await.unwrap();
    });
    Ok(())
}

/// An address of a server may hold a password, and is easily given to the wrong function.
fn what_is_no_file_is_refused_without_being_shown() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        for address in ["postgres://app:hunter2@db/shop", "mysql://app:hunter2@db/shop", "postgresql://hunter2@/shop"] {
            let error = Store::open(address).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Setup, "{error}");
            assert!(error.to_string().contains("Store::connect"), "{error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
        let error = Store::open(folder.root()).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Setup && error.to_string().contains("is not a file"), "{error}");
    });
    Ok(())
}

fn tables_whose_version_is_lost_are_said_to_be_there() -> Result<(), Missing> {
    let folder = Folder::new();
    block_on(async {
        let store = Store::open(folder.path("test.db")).await.unwrap();
        run(&store, "DELETE FROM freedompay_schema").await;
        let error = Store::open(folder.path("test.db")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
        assert!(error.to_string().contains("its tables are there"), "{error}");
    });
    Ok(())
}

pub(crate) fn trials() -> Vec<Trial> {
    #[allow(unused_mut)] // Unix has more
    let mut trials = vec![
        trial!(side_files_may_be_removed_or_left_over),
        trial!(a_full_disk_is_an_error_until_there_is_space),
        trial!(zeros_in_the_middle_are_an_error_at_once),
        trial!(a_read_only_file_is_refused),
        trial!(a_transaction_that_began_by_reading_is_told_how_to_begin),
        trial!(a_held_lock_is_an_error_in_time),
        trial!(a_lock_of_long_does_not_keep_it_from_opening),
        trial!(what_is_no_file_is_refused_without_being_shown),
        trial!(tables_whose_version_is_lost_are_said_to_be_there),
    ];
    #[cfg(unix)]
    trials.extend([
        trial!(the_files_are_for_their_owner_alone),
        trial!(a_symbolic_link_stays_one),
        trial!(a_file_may_be_opened_by_two_names_at_once),
        trial!(a_file_without_the_right_to_write_is_refused),
    ]);
    trials
}
