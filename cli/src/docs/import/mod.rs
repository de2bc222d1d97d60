//! Other people's documents as a model: OpenAPI 3, by itself or in pages of Markdown, as the provider's documentation
//! tool exports it.
//!
//! Such documents contradict themselves. What was chosen, and why, stands beside the model as a doubt, by the place it
//! is about; whoever takes over a declaration has to settle them.

mod align;
mod answers;
mod brackets;
mod effect;
mod exported;
mod foreign;
mod judge;
mod limits;
mod markdown;
mod names;
mod node;
mod parameters;
mod parts;
mod refs;
pub(crate) mod rust;
mod samples;
mod schema;
mod source;
mod values;

use std::collections::BTreeMap;
use std::path::PathBuf;

use freedompay::meta::ApiMeta;

pub(crate) use self::align::{aligned, place, spoken_of, twin};
pub(crate) use self::names::unique;
pub(crate) use self::source::{Document, documents, read};
use super::model::Operation;

/// Why a document, or a part of it, could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Counted from 1; 0 if it is not known.
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl Wrong {
    fn at(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// What could not be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) file: PathBuf,
    pub(crate) wrong: Wrong,
}

impl Problem {
    pub(crate) fn of(file: &std::path::Path, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), wrong: Wrong::at(0, what) }
    }

    /// One line for people.
    pub(crate) fn told(&self) -> String {
        let file = self.file.display().to_string();
        let line = if self.wrong.line > 0 { format!(":{}", self.wrong.line) } else { String::new() };
        let clean = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        format!("{}{line}: {}", clean(&file), clean(&self.wrong.what))
    }
}

/// What a document says that cannot be, by the place it is about: `request.pg_amount`, `answer`, or nothing for the
/// whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Doubts(BTreeMap<String, Vec<String>>);

impl Doubts {
    fn add(&mut self, at: &str, what: impl Into<String>) {
        let (list, what) = (self.0.entry(at.to_owned()).or_default(), what.into());
        if !list.contains(&what) {
            list.push(what);
        }
    }

    /// Those about a place.
    pub(crate) fn at(&self, at: &str) -> &[String] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// An operation of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Imported {
    pub(crate) operation: Operation,
    pub(crate) doubts: Doubts,
    /// Name for the Rust type of the request.
    pub(crate) rust: String,
    /// File, and place in the navigation if there is one.
    pub(crate) file: PathBuf,
    pub(crate) folder: Option<String>,
    /// Whether `freedompay openapi` wrote the document, so that nothing in it is a guess.
    pub(crate) is_ours: bool,
}

/// The operations of one document, and what of it could not be taken.
pub(crate) fn operations(document: &Document, area: Option<&'static ApiMeta>) -> (Vec<Imported>, Vec<Problem>) {
    let problem = |wrong: Wrong| {
        let line = if wrong.line > 0 { wrong.line + document.line } else { document.line };
        Problem { file: document.file.clone(), wrong: Wrong { line, ..wrong } }
    };
    let root = match node::parse(&document.text) {
        Ok(root) => root,
        Err(wrong) => return (Vec::new(), vec![problem(wrong)]),
    };
    let (mut found, wrongs) =
        if exported::is_ours(&root) { exported::operations(&root, area) } else { foreign::operations(&root, area) };
    for imported in &mut found {
        imported.file = document.file.clone();
    }
    (found, wrongs.into_iter().map(problem).collect())
}

#[cfg(test)]
mod tests;
