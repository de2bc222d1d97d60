#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::path::PathBuf;

use super::rust::{self, Run};
use super::{Document, Imported, operations};
use crate::docs::diff::diff;
use crate::docs::model::Api;
use crate::docs::{declared, openapi, yaml};

fn document(text: &str) -> Document {
    Document { file: PathBuf::from("page.yaml"), line: 0, text: text.to_owned() }
}

/// Everything declared, exported and read back.
fn exported() -> Vec<Imported> {
    let text = yaml::write(&openapi::document(&declared::api(freedompay::endpoints()), "1")).unwrap();
    let (found, problems) = operations(&document(&text), None);
    assert!(problems.is_empty(), "{problems:#?}");
    found
}

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    let ours = declared::api(freedompay::endpoints());
    let found = exported();
    assert_eq!(found.len(), ours.operations.len());
    let theirs = Api { operations: found.into_iter().map(|imported| imported.operation).collect(), ..Api::default() };
    let changes = diff(&ours, &theirs);
    assert!(changes.is_empty(), "{changes:#?}");
    // JSON is read as well as YAML.
    let json = crate::describe::pretty(&openapi::document(&ours, "1")).unwrap();
    let (found, problems) = operations(&document(&json), None);
    assert!(problems.is_empty(), "{problems:#?}");
    let theirs = Api { operations: found.into_iter().map(|imported| imported.operation).collect(), ..Api::default() };
    assert_eq!(diff(&ours, &theirs), []);
}

/// Every call of the registry, exported, read back and written, with the name of its file.
fn written() -> Vec<(String, String)> {
    let found = exported();
    let calls: Vec<&Imported> =
        found.iter().filter(|one| !one.operation.is_callback() && !one.operation.is_awaiting()).collect();
    let run = Run::new(&calls);
    calls.iter().map(|one| (run.module(one).to_owned(), rust::write(one, &run).unwrap())).collect()
}

#[test]
#[ignore = "writes files"]
fn dump() {
    let dir = PathBuf::from(std::env::var("DUMP").unwrap());
    std::fs::create_dir_all(dir.join("src")).unwrap();
    let mut lib = String::new();
    for (name, text) in written() {
        lib.push_str(&format!("pub mod {name};\n"));
        std::fs::write(dir.join("src").join(format!("{name}.rs")), text).unwrap();
    }
    std::fs::write(dir.join("src/lib.rs"), lib).unwrap();
}
