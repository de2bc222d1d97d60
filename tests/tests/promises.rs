//! Every promise of SECURITY.md names tests that exist: one whose test was moved would be a promise without a test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::path::Path;

/// The paths that a page names in backticks. An example of a file that is still to be written (`points.rs`) is not one.
fn named(page: &str) -> impl Iterator<Item = &str> {
    let folders = ["macros/", "runtime/", "store/", "api-defs/", "sandbox/", "cli/", "tests/", "docs/", ".ci/"];
    page.split('`')
        .skip(1)
        .step_by(2)
        .filter(move |code| folders.iter().any(|folder| code.starts_with(folder)))
        .filter(|code| !code.contains(char::is_whitespace) && !code.contains('<') && !code.ends_with("/points.rs"))
}

#[test]
fn paths_that_the_pages_name_exist() {
    let pages = [
        ("ARCHITECTURE.md", include_str!("../../ARCHITECTURE.md")),
        ("CONTRIBUTING.md", include_str!("../../CONTRIBUTING.md")),
        ("SECURITY.md", include_str!("../../SECURITY.md")),
        ("docs/PERFORMANCE.md", include_str!("../../docs/PERFORMANCE.md")),
    ];
    for (page, text) in pages {
        for path in named(text) {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path).exists(), "{page} names {path}");
        }
    }
    assert!(named(pages[2].1).count() > 10, "SECURITY.md names the tests of its promises");
}
