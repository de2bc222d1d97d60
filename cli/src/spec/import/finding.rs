//! Results of reading documents: the operations found, the errors met, and warnings beside the model.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::spec::import::schema::parts::shown;
use crate::spec::model::Operation;

/// Why a document, or a part of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadError {
    /// Counted from 1; 0 if unknown.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl ReadError {
    /// Reports an error at a line.
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// A [`ReadError`] with its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileError {
    pub(crate) file: PathBuf,
    pub(crate) error: ReadError,
}

impl FileError {
    /// Reports an error that concerns a whole file.
    pub(crate) fn new(file: &Path, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), error: ReadError::at(0, message) }
    }
}

/// One line for people, without control characters.
impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clean = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        f.write_str(&clean(&self.file.display().to_string()))?;
        if self.error.line > 0 {
            write!(f, ":{}", self.error.line)?;
        }
        write!(f, ": {}", clean(&self.error.message))
    }
}

/// What is chosen for a field that a sample lacks, whatever its type is.
pub(crate) const OPTIONAL: &str = "read as optional";

/// Contradictions of a document and how they were resolved, by the place they concern: `request.pg_amount`,
/// `response`, or an empty text for the whole operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Warnings(BTreeMap<String, Vec<String>>);

impl Warnings {
    /// Adds a warning about a place, once.
    pub(crate) fn add(&mut self, at: &str, message: impl Into<String>) {
        let (list, message) = (self.0.entry(at.to_owned()).or_default(), message.into());
        if !list.contains(&message) {
            list.push(message);
        }
    }

    /// Adds how a place was read after all. What earlier warnings about it and its parts chose no longer holds; their reasons
    /// do.
    pub(crate) fn settle(&mut self, at: &str, message: impl Into<String>) {
        const CHOICES: [&str; 4] = ["read as ", "declared as ", "that of its sample ", "the limit is kept"];
        let message = message.into();
        let is_part = |place: &str| place.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        for (_, list) in self.0.iter_mut().filter(|(place, _)| is_part(place)) {
            for earlier in list.iter_mut() {
                if let Some((why, choice)) = earlier.rsplit_once("; ")
                    && choice != OPTIONAL
                    && CHOICES.iter().any(|choices| choice.starts_with(choices))
                {
                    *earlier = why.to_owned();
                }
            }
            list.dedup();
        }
        let list = self.0.entry(at.to_owned()).or_default();
        list.retain(|earlier| !message.starts_with(earlier.as_str()));
        list.push(message);
    }

    /// Takes values that are secrets out of the warnings about a place and its parts.
    pub(crate) fn hide(&mut self, at: &str, values: &[String]) {
        let is_part = |place: &str| place.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let quoted: Vec<String> = values.iter().map(|value| format!("`{}`", shown(value))).collect();
        for message in self.0.iter_mut().filter(|(place, _)| is_part(place)).flat_map(|(_, list)| list) {
            for value in quoted.iter().filter(|value| value.len() > 2) {
                *message = message.replace(value, "(hidden)");
            }
        }
    }

    /// Drops the warnings about a place and its parts.
    pub(crate) fn drop_all(&mut self, at: &str) {
        let is_part = |place: &str| place.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.0.retain(|place, _| !is_part(place));
    }

    /// Adds all warnings of another list.
    pub(crate) fn extend(&mut self, others: Self) {
        for (at, messages) in others.0 {
            for message in messages {
                self.add(&at, message);
            }
        }
    }

    /// Iterates over the places and their warnings.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(at, list)| list.iter().map(move |message| (at.as_str(), message.as_str())))
    }

    /// Returns the warnings about a place.
    pub(crate) fn at(&self, at: &str) -> &[String] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }
}

/// An operation read from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImportedOperation {
    pub(crate) operation: Operation,
    pub(crate) warnings: Warnings,
    /// What to check about the effect, which no document states.
    pub(crate) effect_note: Option<&'static str>,
    /// Name for the Rust type of the request.
    pub(crate) rust: String,
    pub(crate) file: PathBuf,
    /// Counted from 1; 0 if unknown.
    pub(crate) line: usize,
    /// Paths of the fields whose types were inferred from samples alone.
    pub(crate) guessed: BTreeSet<String>,
    /// Place in the navigation of the documentation, if it has one.
    pub(crate) folder: Option<String>,
    /// Whether `freedompay openapi` wrote the document, so that nothing in it is a guess.
    pub(crate) is_ours: bool,
}
