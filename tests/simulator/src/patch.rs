//! Applies the patches of `mutants/` to sources: unified diffs, found by their text instead of their line numbers.

use std::fmt;

/// A change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Path from the top of the repository.
    pub file: String,
    hunks: Vec<(String, String)>,
}

/// Why a patch cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatchError {
    /// It is not a unified diff of at least one file.
    Unreadable,
    /// The text that it replaces is not there, or more than once; the text is given.
    NotThere(String),
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("it is not a unified diff"),
            Self::NotThere(text) => write!(f, "the sources do not have exactly once:\n{text}"),
        }
    }
}

impl std::error::Error for PatchError {}

impl Patch {
    /// Reads the changes of a patch, one for each file.
    ///
    /// # Errors
    /// [`PatchError::Unreadable`].
    pub fn parse(text: &str) -> Result<Vec<Self>, PatchError> {
        let mut patches: Vec<Self> = Vec::new();
        for line in text.lines() {
            if let Some(file) = line.strip_prefix("+++ b/") {
                patches.push(Self { file: file.to_owned(), hunks: Vec::new() });
                continue;
            }
            let Some(patch) = patches.last_mut().filter(|_| !line.starts_with("--- a/")) else { continue };
            if line.starts_with("@@") {
                patch.hunks.push(Default::default());
                continue;
            }
            let Some((old, new)) = patch.hunks.last_mut() else { continue };
            let (kind, rest) = (line.chars().next().unwrap_or(' '), line.get(1..).unwrap_or_default());
            let (is_old, is_new) = match kind {
                ' ' => (true, true),
                '-' => (true, false),
                '+' => (false, true),
                _ => continue,
            };
            for (text, is_in) in [(old, is_old), (new, is_new)] {
                if is_in {
                    text.extend([rest, "\n"]);
                }
            }
        }
        let is_empty = patches.is_empty() || patches.iter().any(|patch| patch.hunks.is_empty());
        if is_empty { Err(PatchError::Unreadable) } else { Ok(patches) }
    }

    /// Returns the changed text of the file.
    ///
    /// # Errors
    /// [`PatchError::NotThere`].
    pub fn apply(&self, source: &str) -> Result<String, PatchError> {
        let mut text = source.to_owned();
        for (old, new) in &self.hunks {
            if text.matches(old).count() != 1 {
                return Err(PatchError::NotThere(old.clone()));
            }
            text = text.replacen(old, new, 1);
        }
        Ok(text)
    }
}
