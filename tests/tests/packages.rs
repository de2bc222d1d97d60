//! The crates that are published carry what a registry shows of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::fs;
use std::path::{Path, PathBuf};

const PUBLISHED: [&str; 6] = ["macros", "runtime", "store", "api-defs", "sandbox", "cli"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(&file)).unwrap_or_else(|e| panic!("{}: {e}", file.as_ref().display()))
}

#[test]
fn published_crates_describe_themselves() {
    for folder in PUBLISHED {
        let manifest = read(format!("{folder}/Cargo.toml"));
        for key in ["description", "license.workspace", "documentation", "readme", "keywords", "categories"] {
            let has_key = manifest.lines().any(|line| line.starts_with(&format!("{key} = ")));
            assert!(has_key, "{folder}/Cargo.toml has no `{key}`");
        }
        assert!(!manifest.contains("publish = false"), "{folder}");
    }
}

#[test]
fn published_crates_carry_the_licences() {
    for folder in PUBLISHED {
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert_eq!(read(format!("{folder}/{licence}")), read(licence), "{folder}/{licence} is a copy");
        }
    }
}

#[test]
fn test_crates_are_not_published() {
    for folder in ["tests", "tests/downstream", "tests/fuzz", "tests/hygiene", "tests/ui"] {
        assert!(read(format!("{folder}/Cargo.toml")).contains("\npublish = false\n"), "{folder}");
    }
}

/// The table of features on the first page of the documentation is that of the manifest.
#[test]
fn every_feature_is_on_the_landing_page() {
    let manifest = read("api-defs/Cargo.toml");
    let features = manifest.split("[features]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let mut names: Vec<&str> =
        features.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    let default = features.lines().find(|line| line.starts_with("default = ")).unwrap();
    names.retain(|name| *name != "default" && !name.starts_with('#'));
    let landing = read("api-defs/docs/landing.md");
    for name in &names {
        let is_default = if default.contains(&format!("\"{name}\"")) { "yes" } else { "no" };
        assert!(landing.contains(&format!("| `{name}` | {is_default} |")), "{name} {is_default}");
    }
    let rows = landing.lines().filter(|line| line.ends_with('|') && line.starts_with("| `")).count();
    assert_eq!(rows, names.len());
}

/// The links of the Markdown pages between files of the repository.
#[test]
fn links_between_pages_lead_somewhere() {
    let pages = [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "cli/README.md",
        "sandbox/README.md",
        "docs/COVERAGE.md",
        "docs/ERRORS.md",
        "docs/FAULTS.md",
        "docs/RESPONSES.md",
        "docs/PERFORMANCE.md",
        "docs/outcomes.md",
    ];
    let mut links = 0;
    for page in pages {
        let folder = root().join(page).parent().unwrap().to_owned();
        for target in read(page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") || target.starts_with('#') {
                continue;
            }
            links += 1;
            let file = target.split('#').next().unwrap();
            assert!(folder.join(file).exists(), "{page} links to {target}");
        }
    }
    assert!(links > 30, "{links}");
}
