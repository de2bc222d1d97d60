//! Lists that stand in two crates, because macros cannot depend on the runtime.

use std::fs;
use std::path::Path;

use crate::api::APIS;

/// The texts in quotes of a list `NAME: […] = […];`.
fn list(source: &str, name: &str) -> Vec<String> {
    let (_, rest) = source.split_once(&format!("const {name}:")).unwrap();
    let (_, rest) = rest.split_once('=').unwrap();
    let (items, _) = rest.split_once("];").unwrap();
    items.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A field that has to be marked when it is declared is masked when it is not.
#[test]
fn sensitive_words_are_those_of_the_runtime() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = include_str!("../check/names.rs");
    let runtime = fs::read_to_string(root.join("../runtime/src/secret.rs")).unwrap();
    for name in ["WORDS", "RUNS"] {
        let words = list(ours, name);
        assert!(words.len() >= 7, "{name} was found");
        assert_eq!(words, list(&runtime, name), "{name}");
    }
}

/// An API is inferred from a path alike in a declaration and in an imported document.
#[test]
fn paths_are_those_of_the_runtime() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = fs::read_to_string(root.join("../runtime/src/api/mod.rs")).unwrap();
    for api in &APIS {
        let (_, table) = runtime.split_once(&format!("rust: \"{}\",", api.rust)).unwrap();
        let (_, paths) = table.split_once("paths: &").unwrap();
        assert!(paths.starts_with(&format!("{:?},", api.paths)), "{}", api.name);
    }
}
