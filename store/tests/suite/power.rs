//! Loss of power on SQLite: copies of the files as they are at some moment must hold every call whose record was reported
//! before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use freedompay_runtime::journal::Journal;
use freedompay_store::Store;
use freedompay_test_support::harness::{Missing, Trial, trial};
use sqlx::Sqlite;
use uuid::Uuid;

use crate::common::{Folder, LONG, account, block_on, intent, page, run};
use crate::opening::child;

const FILES: [&str; 3] = ["", "-wal", "-shm"];

fn side(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

/// Returns the files of a database.
fn read(path: &Path) -> [Option<Vec<u8>>; 3] {
    FILES.map(|end| fs::read(side(path, end)).ok())
}

fn write(path: &Path, files: &[Option<Vec<u8>>; 3]) {
    for (end, bytes) in FILES.iter().zip(files) {
        if let Some(bytes) = bytes {
            fs::write(side(path, end), bytes).unwrap();
        }
    }
}

/// Opens files in a folder of their own, as after a restart, and returns the keys in the journal.
async fn keys_in(files: &[Option<Vec<u8>>; 3]) -> BTreeSet<Uuid> {
    let folder = Folder::new();
    let path = folder.path("restarted.db");
    write(&path, files);
    let store = Store::open(&path).await.unwrap();
    let keys = keys(&store).await;
    store.pool().close().await;
    keys
}

async fn keys(store: &Store<Sqlite>) -> BTreeSet<Uuid> {
    let mut keys = BTreeSet::new();
    while let claimed = store.claim(&page(&account("1"), keys.last().copied(), 10_000, Duration::ZERO)).await.unwrap()
        && !claimed.is_empty()
    {
        keys.extend(claimed.iter().map(|entry| entry.intent.key));
    }
    keys
}

async fn begin(store: &Store<Sqlite>) -> Uuid {
    let intent = intent(account("1"), Duration::ZERO);
    store.begin(&intent).await.unwrap();
    intent.key
}

fn what_was_recorded_is_there_after_each_statement() -> Result<(), Missing> {
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        let mut open = BTreeSet::new();
        for turn in 0..24 {
            open.insert(begin(&store).await);
            assert!(keys_in(&read(&path)).await.is_superset(&open));
            if turn % 3 == 2 {
                let first = *open.first().unwrap();
                assert!(store.acknowledge(first).await.unwrap());
                open.remove(&first);
                assert_eq!(keys_in(&read(&path)).await, open);
            }
            if turn % 8 == 7 {
                run(&store, "PRAGMA wal_checkpoint(TRUNCATE)").await;
                assert_eq!(keys_in(&read(&path)).await, open);
            }
        }
    });
    Ok(())
}

/// What is written after the last commit may be on the disk in part, or as zeros.
fn a_torn_end_of_the_log_takes_nothing_with_it() -> Result<(), Missing> {
    let folder = Folder::new();
    let path = folder.path("test.db");
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        let mut open = BTreeSet::new();
        for _ in 0..6 {
            open.insert(begin(&store).await);
            let before = read(&path);
            let last = begin(&store).await;
            let after = read(&path);
            let (safe, end) = (length(&before), length(&after));
            assert!(safe < end);
            for cut in (safe..=end).step_by(1021) {
                for is_zeroed in [false, true] {
                    let mut files = after.clone();
                    let log = files[1].as_mut().unwrap();
                    log.truncate(cut);
                    if is_zeroed {
                        log.resize(end, 0);
                    }
                    // The index in memory is gone with the power.
                    files[2] = None;
                    let keys = keys_in(&files).await;
                    assert!(keys.is_superset(&open), "cut at {cut} of {safe}..{end}");
                }
            }
            open.insert(last);
        }
    });
    Ok(())
}

fn length(files: &[Option<Vec<u8>>; 3]) -> usize {
    files[1].as_ref().map_or(0, Vec::len)
}

/// Stops a process that writes without pause, between any two of its system calls, and looks at its files.
fn what_was_recorded_is_there_whenever_the_writer_stops() -> Result<(), Missing> {
    if !cfg!(target_os = "linux") {
        return Err(Missing::new("linux", "processes are stopped, and seen to have stopped, by what Linux offers"));
    }
    let folder = Folder::new();
    let (path, notes) = (folder.path("test.db"), folder.path("notes"));
    let mut writer = Writer(child(path.to_str().unwrap(), Some(&notes)));
    let mut seen = 0;
    block_on(async {
        while !notes.exists() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        for turn in 0..60_u64 {
            tokio::time::sleep(Duration::from_micros(turn * 7919 % 60_000)).await;
            writer.signal("STOP");
            let (reported, files) = (reported(&notes), read(&path));
            writer.signal("CONT");
            assert!(keys_in(&files).await.is_superset(&reported), "turn {turn}: {} calls", reported.len());
            seen = reported.len();
        }
    });
    writer.0.kill().unwrap();
    writer.0.wait().unwrap();
    assert!(seen > 100, "{seen} calls were recorded");
    let reported = reported(&notes);
    block_on(async {
        let store = Store::open(&path).await.unwrap();
        assert!(keys(&store).await.is_superset(&reported));
        assert!(store.begin(&intent(account("1"), LONG)).await.is_ok());
    });
    Ok(())
}

fn reported(notes: &Path) -> BTreeSet<Uuid> {
    fs::read_to_string(notes).unwrap().lines().filter_map(|line| line.parse().ok()).collect()
}

/// A process that is killed with its test.
struct Writer(Child);

impl Writer {
    /// Sends a signal, and waits until a stop has taken place in all threads.
    fn signal(&self, name: &str) {
        let process = self.0.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &process]).status().unwrap().success());
        while name == "STOP" && !self.is_stopped() {
            std::thread::yield_now();
        }
    }

    fn is_stopped(&self) -> bool {
        let threads = fs::read_dir(format!("/proc/{}/task", self.0.id())).unwrap();
        threads.flatten().all(|thread| {
            let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with(['T', 't']))
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial!(what_was_recorded_is_there_after_each_statement),
        trial!(a_torn_end_of_the_log_takes_nothing_with_it),
        trial!(what_was_recorded_is_there_whenever_the_writer_stops),
    ]
}
