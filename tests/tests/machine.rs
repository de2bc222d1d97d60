//! The machine decides and does nothing; the drivers do and decide nothing. This test reads their sources.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::fs;
use std::path::{Path, PathBuf};

/// What the machine may not name: clocks, runtimes, random numbers, transports, files, threads.
const IMPURE: &[&str] = &[
    "Instant",
    "SystemTime",
    "tokio",
    "getrandom",
    "fastrand",
    "new_v4",
    "now_v7",
    "crate::transport",
    "reqwest",
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "async ",
    ".await",
];

/// What a driver may not name: statuses, effects, codes, stages, retries, the kinds of errors, states of entries.
const DECIDING: &[&str] = &[
    "status",
    "Effect",
    "effect",
    "code",
    "Stage",
    "stage",
    "retry",
    "retries",
    "Unknown",
    "NotSent",
    "Provider",
    "Decode",
    "Signature",
    "may_have_happened",
    "EntryState",
    "permit",
];

/// The files that drive, and nothing else.
const DRIVERS: &[&str] =
    &["client/driver.rs", "client/blocking/mod.rs", "client/blocking/runtime.rs", "client/recover.rs"];

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Returns the lines of code that name one of the words, as `file:line: word`.
fn named(file: &Path, text: &str, words: &[&str]) -> Vec<String> {
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for (at, line) in text.lines().map(code).enumerate() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        for word in words {
            let is_whole = line.match_indices(word).any(|(from, _)| {
                let before = line[..from].chars().next_back().is_some_and(is_part);
                let after = line[from + word.len()..].chars().next().is_some_and(is_part);
                !before && (!after || !word.ends_with(is_part))
            });
            if is_whole {
                found.push(format!("{}:{}: {word}", file.display(), at + 1));
            }
        }
    }
    found
}

#[test]
fn the_machine_has_no_clock_no_chance_and_no_io() {
    let files = files(&runtime().join("machine"));
    assert!(files.len() > 15, "{files:?}");
    for file in files {
        assert_eq!(named(&file, &fs::read_to_string(&file).unwrap(), IMPURE), [""; 0]);
    }
}

#[test]
fn the_drivers_decide_nothing() {
    for name in DRIVERS {
        let file = runtime().join(name);
        assert_eq!(named(&file, &fs::read_to_string(&file).unwrap(), DECIDING), [""; 0]);
    }
}

#[test]
fn a_forbidden_name_is_found() {
    let found = |text: &str, words| named(Path::new("a.rs"), text, words);
    assert_eq!(found("use std::time::Instant;", IMPURE), ["a.rs:1: Instant"]);
    assert_eq!(found("// Instant\nlet instantly = x;", IMPURE), [""; 0]);
    assert_eq!(found("\nlet x = Uuid::new_v4();", IMPURE), ["a.rs:2: new_v4"]);
    assert_eq!(found("if error.may_have_happened() {}", DECIDING), ["a.rs:1: may_have_happened"]);
    assert_eq!(found("if http.status == 200 {}", DECIDING), ["a.rs:1: status"]);
}
