//! Files on disk, and the documents in them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use freedompay_runtime::wire::without_mark;

use super::markdown;
use crate::spec::import::finding::{FileError, ReadError};

/// Largest file read; the provider's whole documentation is a twentieth of it.
const MAX_FILE: u64 = 16 << 20;
/// Maximum nesting of directories.
const MAX_DEPTH: usize = 32;
const ENDINGS: [&str; 5] = ["md", "markdown", "yaml", "yml", "json"];

/// Text of one OpenAPI document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) file: PathBuf,
    /// Number of lines before it in the file.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Finds the named files, and those with a known extension in named directories; each once, in order.
pub(crate) fn find(names: &[&str]) -> (Vec<PathBuf>, Vec<FileError>) {
    let mut walk = Walk::default();
    for name in names {
        walk.visit(Path::new(name), 0, true);
    }
    (walk.files, walk.errors)
}

#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    errors: Vec<FileError>,
    /// Number of documents met, those that were met before included.
    met: usize,
    /// Canonical paths of visited files and directories.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn file_error(&mut self, path: &Path, message: impl Into<String>) {
        self.errors.push(FileError { file: path.to_owned(), error: ReadError::at(0, message) });
    }

    fn visit(&mut self, path: &Path, depth: usize, is_named: bool) {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(e) => return self.file_error(path, format!("cannot read it: {e}")),
        };
        if !real.is_dir() {
            let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
            let is_known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
            self.met += usize::from(is_named || is_known);
            if (is_named || is_known) && self.seen.insert(real) {
                self.files.push(path.to_owned());
            }
            return;
        }
        if depth > MAX_DEPTH {
            return self.file_error(path, "the directories are nested too deeply");
        }
        if !self.seen.insert(real) {
            return self.file_error(path, "this directory was already read: a link leads back to it");
        }
        let mut inside: Vec<PathBuf> = match fs::read_dir(path) {
            Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
            Err(e) => return self.file_error(path, format!("cannot read it: {e}")),
        };
        inside.sort();
        let (met, errors) = (self.met, self.errors.len());
        for path in inside {
            self.visit(&path, depth + 1, false);
        }
        if is_named && self.met == met && self.errors.len() == errors {
            self.file_error(path, format!("no document in it: no file ends with .{}", ENDINGS.join(", .")));
        }
    }
}

/// Reads the documents of a file.
pub(crate) fn read(file: &Path) -> Result<Vec<Document>, FileError> {
    let file_error = |message: String| FileError::new(file, message);
    let mut bytes = Vec::new();
    let is_file = fs::metadata(file).is_ok_and(|meta| meta.is_file());
    if !is_file {
        return Err(file_error("not a file".to_owned()));
    }
    let read = fs::File::open(file).and_then(|open| open.take(MAX_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|e| file_error(format!("cannot read it: {e}")))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(file_error(format!("the file is larger than {} MiB", MAX_FILE >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let before = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or_default();
        let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
        FileError { file: file.to_owned(), error: ReadError::at(line, "not UTF-8") }
    })?;
    let text = without_mark(&text).to_owned();
    let documents = split(file, text);
    if documents.is_empty() {
        return Err(file_error("no OpenAPI document in it: no code block has a line `openapi: …`".to_owned()));
    }
    Ok(documents)
}

/// Finds the documents in the text of a file.
pub(crate) fn split(file: &Path, text: String) -> Vec<Document> {
    let ending = file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let is_page =
        matches!(ending.as_deref(), Some("md" | "markdown")) || text.lines().any(|line| line.starts_with("```"));
    let blocks = if is_page && !is_bare(&text) { markdown::blocks(&text) } else { vec![(0, text)] };
    blocks.into_iter().map(|(line, text)| Document { file: file.to_owned(), line, text }).collect()
}

/// Returns whether the text is a bare document, by its first significant line.
fn is_bare(text: &str) -> bool {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    let starts = ["openapi:", "swagger:", "info:", "\"openapi\"", "{", "["];
    lines.next().is_some_and(|line| starts.iter().any(|start| line.starts_with(start)))
}
