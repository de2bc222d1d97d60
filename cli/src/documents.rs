//! Documents named on the command line, read into operations: the input of `import` and of `drift --against`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use freedompay::meta::ApiMeta;

use crate::registry;
use crate::spec::import;
use crate::spec::import::align::place;
use crate::spec::import::document::source::{self, Document};
use crate::spec::import::finding::{FileError, ImportedOperation, ReadError};
use crate::spec::import::names::unique_id;
use crate::spec::model::Fact;
use crate::style::{ERR, Progress, err};

/// The operations of several documents, and the errors met while reading them.
#[derive(Default)]
pub(crate) struct Documents {
    pub(crate) operations: Vec<ImportedOperation>,
    pub(crate) errors: Vec<FileError>,
    /// File and line that described a place first.
    seen: BTreeMap<String, String>,
    ids: BTreeSet<String>,
}

/// Reads all documents. An operation that several of them describe is kept once.
pub(crate) fn read(names: &[&str], api: Option<&'static ApiMeta>) -> Documents {
    let (files, errors) = source::find(names);
    let mut documents = Documents { errors, ..Documents::default() };
    let mut progress = Progress::new();
    for (at, file) in files.iter().enumerate() {
        let found = documents.operations.len();
        progress.show(|| format!("{at} of {} files read, {found} operations found", files.len()));
        match source::read(file) {
            Ok(list) => list.iter().for_each(|document| documents.add(file, document, api)),
            Err(error) => documents.errors.push(error),
        }
    }
    documents
}

/// Prints errors to stderr, one line each.
pub(crate) fn print_errors(errors: &[FileError]) {
    for error in errors {
        err(&format!("{} {error}", ERR.bad("problem:")));
    }
}

/// Prints what a page says against itself about a call that is declared already.
pub(crate) fn print_contradictions(imported: &ImportedOperation) {
    for (at, message) in imported.warnings.all() {
        let about = if at.is_empty() { String::new() } else { format!("{at}: ") };
        let line = FileError::new(&imported.file, format!("{}: {about}{message}", imported.operation.id));
        err(&format!("{} {line}", ERR.name("check:")));
    }
}

impl Documents {
    fn add(&mut self, file: &Path, document: &Document, api: Option<&'static ApiMeta>) {
        let (found, errors) = import::operations(document, api);
        self.errors.extend(errors);
        for mut imported in found {
            let operation = &mut imported.operation;
            if let Some(place) = place(operation).filter(|_| !imported.is_ours) {
                if let Some(first) = self.seen.get(&place) {
                    let message = format!("{} is already described in {first}; left out", place.trim());
                    self.errors.push(FileError { file: file.to_owned(), error: ReadError::at(imported.line, message) });
                    continue;
                }
                self.seen.insert(place, format!("{}:{}", file.display(), imported.line));
                let is_taken = |id: &str| self.ids.contains(id) || registry::find(id).is_some();
                let [method, path] = [Fact::Method, Fact::Path].map(|fact| operation.fact(fact).unwrap_or_default());
                operation.id = unique_id(operation.id.clone(), method, path, is_taken);
            }
            self.ids.insert(operation.id.clone());
            self.operations.push(imported);
        }
    }
}
