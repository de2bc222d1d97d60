//! The manifests say what a registry shows, and every package contains its licences.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::fs;
use std::path::{Path, PathBuf};

/// Folders of the crates that are published, in the order of their dependencies.
const PUBLISHED: [&str; 5] = ["macros", "runtime", "api-defs", "sandbox", "cli"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The lines of one table of a manifest.
fn section<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| *line != format!("[{name}]")).skip(1);
    lines.take_while(|line| !line.starts_with('[')).collect()
}

#[test]
fn every_published_crate_has_the_metadata_of_a_registry() {
    for crate_dir in PUBLISHED {
        let manifest = read(format!("{crate_dir}/Cargo.toml"));
        let package = section(&manifest, "package");
        for key in ["description", "documentation", "readme", "keywords", "categories", "license.workspace"] {
            assert!(package.iter().any(|line| line.starts_with(&format!("{key} = "))), "{crate_dir}: no {key}");
        }
        assert!(!package.contains(&"publish = false"), "{crate_dir}");
        let docs = section(&manifest, "package.metadata.docs.rs");
        assert!(docs.contains(&"all-features = true"), "{crate_dir}");
        assert!(docs.contains(&r#"rustdoc-args = ["--cfg", "docsrs"]"#), "{crate_dir}");
    }
}

#[test]
fn every_published_crate_contains_both_licences() {
    for crate_dir in PUBLISHED {
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(read(format!("{crate_dir}/{licence}")) == read(licence), "{crate_dir}/{licence}");
        }
    }
}

#[test]
fn no_test_crate_is_published() {
    for crate_dir in ["tests", "tests/elsewhere", "tests/hygiene", "tests/ui", "tests/fuzz"] {
        let manifest = read(format!("{crate_dir}/Cargo.toml"));
        assert!(section(&manifest, "package").contains(&"publish = false"), "{crate_dir}");
    }
}

/// The landing page of the documentation has a row for every feature of `freedompay`, with its default.
#[test]
fn the_landing_page_lists_every_feature() {
    let manifest = read("api-defs/Cargo.toml");
    let features: Vec<(&str, &str)> =
        section(&manifest, "features").iter().filter_map(|line| line.split_once(" = ")).collect();
    let (_, defaults) = features.iter().find(|(name, _)| *name == "default").unwrap();
    let page = read("api-defs/docs/landing.md");
    for (name, _) in features.iter().filter(|(name, _)| *name != "default") {
        let is_default = if defaults.contains(&format!("\"{name}\"")) { "yes" } else { "no" };
        assert!(page.contains(&format!("\n| `{name}` | {is_default} | ")), "no row for {name}, default: {is_default}");
    }
    let rows = page.lines().filter(|line| line.contains(" | yes | ") || line.contains(" | no | ")).count();
    assert_eq!(rows, features.len() - 1, "rows of features");
}
