#![no_main]
#![allow(dead_code, unused_imports)] // the importer is part of a program, of which this needs a part

#[path = "../../../cli/src/spec/mod.rs"]
mod spec;

use spec::import::document::source;
use spec::import::finding::ImportedOperation;
use spec::import::rust::{self, Batch};

// Any text is read without a panic, and what is written are tokens of Rust.
libfuzzer_sys::fuzz_target!(|text: &str| {
    for part in source::split(std::path::Path::new("page.yaml"), text.to_owned()) {
        let (found, _) = spec::import::operations(&part, None);
        let list: Vec<&ImportedOperation> = found.iter().collect();
        let batch = Batch::new(&list);
        for written in list.iter().filter_map(|imported| rust::write(imported, &batch).ok()) {
            assert!(written.parse::<proc_macro2::TokenStream>().is_ok());
        }
    }
});
