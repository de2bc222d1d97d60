//! A short run of the simulator; `cargo run --release -p freedompay-simulator` runs as many histories as one likes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::fs;
use std::path::Path;

use freedompay_simulator::{Clients, History, Patch, Report, shrink};

const HISTORIES: u64 = 1_500;

#[test]
fn no_history_contradicts_the_provider() {
    let (clients, mut report) = (Clients::new().unwrap(), Report::default());
    for seed in 0..HISTORIES {
        let ended = History::run(&clients, seed, &mut report);
        // One is enough to fail: what breaks one history breaks many, and finding the shortest of each takes minutes.
        assert!(ended.violation.is_none(), "seed {seed}:\n{}", shrink(&clients, ended.made).log.join("\n"));
    }
    // Each fault, each situation and a crash around each step have happened; the cells of the table take more histories.
    let unreached: Vec<String> = report.unreached().into_iter().filter(|what| !what.starts_with("cell")).collect();
    assert_eq!(unreached, [""; 0]);
}

#[test]
fn a_history_is_repeated_by_its_decisions() {
    let (clients, mut report) = (Clients::new().unwrap(), Report::default());
    let made = History::run(&clients, 7, &mut report).made;
    let logs = [0, 1].map(|_| History::repeat(&clients, made.clone(), &mut report).log.join("\n"));
    assert!(logs[0].lines().count() > 10 && logs[0] == logs[1]);
}

/// The patches that break the library on purpose still fit it. That the simulator finds each of them is proved by
/// `cargo run -p freedompay-simulator --bin mutants`, which builds it once for each.
#[test]
fn the_mutants_fit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let paths = fs::read_dir(root.join("tests/simulator/mutants")).unwrap().map(|entry| entry.unwrap().path());
    let paths: Vec<_> = paths.collect();
    assert!(paths.len() >= 50, "{}", paths.len());
    for path in paths {
        for patch in Patch::parse(&fs::read_to_string(&path).unwrap()).unwrap() {
            let source = fs::read_to_string(root.join(&patch.file)).unwrap();
            match patch.apply(&source) {
                Ok(changed) => assert_ne!(changed, source, "{}", path.display()),
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }
}
