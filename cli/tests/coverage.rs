//! docs/COVERAGE.md agrees with the tables.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use program::program;

#[test]
fn the_coverage_page_is_up_to_date() {
    let run = program(&["endpoints", "--format", "markdown"]).output().unwrap();
    assert!(run.status.success());
    let page = String::from_utf8(run.stdout).unwrap();
    let kept = include_str!("../../docs/COVERAGE.md");
    let differing = page.lines().zip(kept.lines()).find(|(now, then)| now != then);
    assert!(
        page == kept,
        "docs/COVERAGE.md is out of date; renew it: cargo run -- endpoints --format markdown > docs/COVERAGE.md\n{differing:?}"
    );
    for endpoint in freedompay::endpoints() {
        assert!(kept.contains(&format!("| {} |", endpoint.id)), "{} is missing", endpoint.id);
    }
}
