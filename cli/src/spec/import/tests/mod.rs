#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod compiled;
mod fuzz;
mod generated;
mod kinds;
mod large;

use std::fs;
use std::path::{Path, PathBuf};

use super::document::source::{Document, read};
use super::finding::ImportedOperation;
use super::operations;
use super::rust::{self, Batch};
use crate::spec::diff::diff;
use crate::spec::model::Spec;
use crate::spec::{declared, openapi, yaml};

fn document(text: &str) -> Document {
    Document { file: PathBuf::from("page.yaml"), line: 0, text: text.to_owned() }
}

/// Exports everything declared and reads it back.
fn exported() -> Vec<ImportedOperation> {
    let text = yaml::write(&openapi::document(&declared::spec(freedompay::endpoints()), "1")).unwrap();
    let (found, errors) = operations(&document(&text), None);
    assert!(errors.is_empty(), "{errors:#?}");
    found
}

#[test]
fn the_export_is_read_back_unchanged() {
    let ours = declared::spec(freedompay::endpoints());
    let found = exported();
    assert_eq!(found.len(), ours.operations.len());
    let theirs = Spec { operations: found.into_iter().map(|imported| imported.operation).collect(), ..Spec::default() };
    let changes = diff(&ours, &theirs);
    assert!(changes.is_empty(), "{changes:#?}");
    // JSON is read as well as YAML.
    let json = crate::json::pretty(&openapi::document(&ours, "1")).unwrap();
    let (found, errors) = operations(&document(&json), None);
    assert!(errors.is_empty(), "{errors:#?}");
    let theirs = Spec { operations: found.into_iter().map(|imported| imported.operation).collect(), ..Spec::default() };
    assert_eq!(diff(&ours, &theirs), []);
}

/// Imports a document: the declarations, and the errors with their lines.
fn written(page: &str) -> Vec<Result<String, String>> {
    let (found, errors) = operations(&document(page), None);
    let list: Vec<&ImportedOperation> = found.iter().collect();
    let batch = Batch::new(&list);
    let errors = errors.iter().map(|error| Err(error.to_string()));
    list.iter().map(|imported| rust::write(imported, &batch)).chain(errors).collect()
}

/// Exports every call of the registry, reads it back and writes it, with the name of its module.
fn registry() -> Vec<(String, String)> {
    let found = exported();
    let calls: Vec<&ImportedOperation> =
        found.iter().filter(|one| !one.operation.is_callback() && !one.operation.is_undocumented()).collect();
    let run = Batch::new(&calls);
    calls.iter().map(|one| (run.module(one).to_owned(), rust::write(one, &run).unwrap())).collect()
}

#[test]
fn everything_is_written_as_tokens_of_rust() {
    let all = registry();
    assert!(all.len() > 100, "{}", all.len());
    for (name, text) in &all {
        assert!(text.parse::<proc_macro2::TokenStream>().is_ok(), "{name}:\n{text}");
        // Our own export needs no checks and has its documentation.
        let has_checks = text.lines().any(|line| line.contains("CHECK"));
        assert!(!has_checks && text.contains("#[freedompay_endpoint("), "{name}:\n{text}");
    }
}

#[test]
fn card_data_is_not_a_number_whatever_the_document_says() {
    let page = "openapi: 3.0.1\npaths:\n  /v5/partner/bonus/balance:\n    post:\n      requestBody:\n        content:\n          \
                application/json:\n            schema:\n              type: object\n              properties:\n                \
                card_number: {type: integer}\n                cvv: {type: integer}\n                \
                source: {type: integer, example: 4716047261941981}\n                count: {type: integer, example: 12}\n";
    let (found, errors) = operations(&document(page), None);
    assert!(errors.is_empty() && found.len() == 1, "{errors:#?}");
    let written = rust::write(&found[0], &Batch::new(&[&found[0]])).unwrap();
    for expected in
        ["card_number: Option<CardNumber>", "cvv: Option<Cvc>", "source: Option<Secret>", "count: Option<i64>"]
    {
        assert!(written.contains(expected), "{expected}:\n{written}");
    }
    assert!(
        !written.contains("not_secret") && written.matches("CHECK: `").count() + written.matches("CHECK").count() >= 3
    );
}

#[test]
fn mutated_documents_do_no_harm() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        // Knuth's MMIX generator; the numbers only have to differ.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let odd = [
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "\n",
        "\t",
        "'",
        "\"",
        "&a ",
        "*a",
        "$ref: '#'",
        "|",
        "null",
        "1e9",
        "\u{202e}",
        "ж",
        "{}",
        "type: integer",
    ];
    let mut written_count = 0;
    for page in &pages {
        for document in read(page).unwrap() {
            let lines: Vec<&str> = document.text.lines().collect();
            let all = words(&document.text);
            for _ in 0..400 {
                let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                for _ in 0..=next(2) {
                    let at = next(lines.len());
                    match next(8) {
                        0 => drop(lines.remove(at)),
                        1 => lines[at] = lines[at].trim_start().to_owned(),
                        2 => lines.insert(at, odd[next(odd.len())].to_owned()),
                        3 => {
                            let place = lines[at].char_indices().nth(next(lines[at].len()));
                            lines[at].insert_str(place.map_or(0, |(place, _)| place), odd[next(odd.len())]);
                        }
                        // Replacing a word by another keeps the document readable, but not its meaning.
                        _ => {
                            let mine = words(&lines[at]);
                            if let Some(word) = mine.get(next(mine.len())) {
                                lines[at] = lines[at].replacen(word, &all[next(all.len())], 1);
                            }
                        }
                    }
                }
                let text = lines.join("\n");
                let (found, _) = operations(&Document { text: text.clone(), ..document.clone() }, None);
                let list: Vec<&ImportedOperation> = found.iter().collect();
                let run = Batch::new(&list);
                for imported in &list {
                    written_count += 1;
                    let written = rust::write(imported, &run).unwrap();
                    assert!(written.parse::<proc_macro2::TokenStream>().is_ok(), "{text}\n{written}");
                }
            }
        }
    }
    assert!(written_count > 400, "{written_count}");
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
