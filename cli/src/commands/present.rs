//! The declarations that the files of a directory have, so that others get names beside theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::registry;
use crate::spec::import::align::{place, place_of};
use crate::spec::import::finding::ImportedOperation;
use crate::spec::import::names::unique_id;
use crate::spec::model::Fact;

/// A declared call of a file.
pub(super) struct Present {
    /// Name of the file's module.
    module: String,
    id: String,
}

/// Finds the calls that the Rust files of a directory declare, by their places: method, path and action.
pub(super) fn calls(directory: &Path) -> BTreeMap<String, Present> {
    let mut found = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
        let Some(module) = file.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let text = fs::read_to_string(file).unwrap_or_default();
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (arguments, _) in code.split("#[freedompay_endpoint(").skip(1).filter_map(|rest| rest.split_once(")]")) {
            let given = |name| argument(arguments, name);
            let (Some(uri), Some(id)) = (given("uri"), given("id")) else { continue };
            let at = place_of(given("method").unwrap_or("POST"), uri, given("action").unwrap_or_default());
            found.entry(at).or_insert(Present { module: module.to_owned(), id: id.to_owned() });
        }
    }
    found
}

/// Returns the text of an argument.
fn argument<'t>(arguments: &'t str, name: &str) -> Option<&'t str> {
    arguments.match_indices(name).find_map(|(at, _)| {
        let (before, rest) = arguments.split_at(at);
        let is_word = before.trim_end().is_empty() || before.ends_with([' ', ',']);
        let value = rest.strip_prefix(name)?.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
        value.split_once('"').map(|(text, _)| text).filter(|_| is_word)
    })
}

/// Gives calls the ids that they have in the directory already, and others ids that no other call has there. Returns the
/// modules of the directory by id.
pub(super) fn tell_apart(
    new: &mut [ImportedOperation],
    present: &BTreeMap<String, Present>,
) -> BTreeMap<String, String> {
    let here = |imported: &ImportedOperation| place(&imported.operation).and_then(|place| present.get(&place));
    let mut taken: BTreeSet<String> = present.values().map(|call| call.id.clone()).collect();
    let (known, others): (Vec<_>, Vec<_>) = new.iter_mut().partition(|imported| here(imported).is_some());
    for imported in known {
        let id = here(imported).map(|call| call.id.clone());
        imported.operation.id = id.unwrap_or_default();
    }
    for imported in others {
        let operation = &mut imported.operation;
        let [method, path] = [Fact::Method, Fact::Path].map(|fact| operation.fact(fact).unwrap_or_default());
        let is_taken = |id: &str| taken.contains(id) || registry::find(id).is_some();
        operation.id = unique_id(operation.id.clone(), method, path, is_taken);
        taken.insert(operation.id.clone());
    }
    present.values().map(|call| (call.id.clone(), call.module.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn arguments_are_found_however_they_are_written() {
        let text = "shares_uri, uri = \"/a\",    method=\"GET\", recover = none(\"why\"), id =\"partner.a\"";
        for (name, value) in [("uri", "/a"), ("method", "GET"), ("id", "partner.a")] {
            assert_eq!(argument(text, name), Some(value), "{name}");
        }
        assert_eq!(argument("card_id = \"x\", uri", "id"), None);
    }
}
