//! The pages link to files and name paths that exist.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::fs;
use std::path::{Path, PathBuf};

const PAGES: [&str; 14] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "cli/README.md",
    "docs/COVERAGE.md",
    "docs/ERRORS.md",
    "docs/FAULTS.md",
    "docs/PERFORMANCE.md",
    "docs/outcomes.md",
    "macros/README.md",
    "runtime/README.md",
    "sandbox/README.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The targets of the links of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

#[test]
fn every_relative_link_leads_to_a_file() {
    for name in PAGES {
        let page = fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        for target in links(&page).filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = root().join(name).parent().unwrap().join(target.split('#').next().unwrap());
            assert!(file.exists(), "{name} links to {target}");
        }
    }
}

/// A promise whose test has been moved would be a promise without one.
#[test]
fn every_test_that_the_security_page_names_exists() {
    let page = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).filter(|code| code.contains('/')).collect();
    assert!(named.len() > 10, "{named:?}");
    for path in named {
        assert!(root().join(path).exists(), "SECURITY.md names {path}");
    }
}
