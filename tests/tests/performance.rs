//! The rows that are measured: both sides come to the same, and the document shows all of them. Nothing here is timed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::collections::BTreeSet;

use freedompay_tests::compare::ROWS;

#[test]
fn both_sides_of_every_row_have_the_same_result() {
    for row in ROWS {
        // Setting a row up compares the results of its sides.
        let mut pair = row.pair().unwrap_or_else(|e| panic!("{}: {e}", row.name));
        (pair.ours)();
        (pair.peer)();
    }
}

#[test]
fn the_document_shows_every_row_and_no_other() {
    let document = include_str!("../../docs/PERFORMANCE.md");
    let shown: Vec<&str> =
        document.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(name, _)| name).collect();
    let names: BTreeSet<&str> = ROWS.iter().map(|row| row.name).collect();
    assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>(), names);
    assert_eq!(shown.len(), names.len(), "a row is shown twice");
}
