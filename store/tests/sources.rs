//! What the sources of the store must not hold.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::fs;
use std::path::Path;

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// A hold is a time of the database. The instance's wall clock may be wrong, so nothing here reads it; its monotonic clock only
/// says how long this process has waited.
#[test]
fn no_clock_of_an_instance_plays_a_part() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 8);
    for (file, text) in found {
        for clock in ["SystemTime", "UNIX_EPOCH", "std::time::Instant", "chrono::", "jiff::", "OffsetDateTime"] {
            assert!(!text.contains(clock), "{file} names {clock}");
        }
        // In the transaction of the program `now()` is the moment at which that began.
        let statements = text.replace("now!()", "").replace("`now()`", "");
        for clock in [" now()", "CURRENT_TIMESTAMP", "transaction_timestamp"] {
            assert!(!statements.contains(clock), "{file} names {clock}");
        }
    }
}
