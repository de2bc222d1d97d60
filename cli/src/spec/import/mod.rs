//! Documents as a model: OpenAPI 3, alone or in pages of Markdown as the provider's documentation tool exports it.
//!
//! Such documents contradict themselves. How each contradiction was resolved, and why, is kept beside the model as a
//! warning with its place; whoever adopts a declaration has to settle them.

pub(crate) mod align;
pub(crate) mod document;
pub(crate) mod finding;
pub(crate) mod names;
mod operations;
pub(crate) mod rust;
mod schema;

use freedompay::meta::ApiMeta;

use self::document::source::Document;
use self::document::yaml;
use self::finding::{FileError, ImportedOperation, ReadError};
use self::operations::{exported, third_party};

/// Reads the operations of one document, and the errors of the parts that cannot be read.
pub(crate) fn operations(
    document: &Document,
    api: Option<&'static ApiMeta>,
) -> (Vec<ImportedOperation>, Vec<FileError>) {
    let in_file = |error: ReadError| {
        let line = if error.line > 0 { error.line + document.line } else { document.line };
        FileError { file: document.file.clone(), error: ReadError { line, ..error } }
    };
    let roots = match yaml::parse(&document.text) {
        Ok(roots) => roots,
        Err(error) => return (Vec::new(), vec![in_file(error)]),
    };
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for root in roots.iter().map(schema::normalised) {
        let (more, problems) = if exported::is_ours(&root) {
            exported::operations(&root, api)
        } else {
            third_party::operations(&root, api)
        };
        found.extend(more);
        errors.extend(problems);
    }
    for imported in &mut found {
        imported.file = document.file.clone();
        imported.line += document.line;
    }
    (found, errors.into_iter().map(in_file).collect())
}

#[cfg(test)]
mod tests;
