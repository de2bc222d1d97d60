//! References inside a document.

use super::node::Node;
use crate::spec::import::finding::ReadError;

/// Maximum length of a `$ref` chain.
const MAX_STEPS: usize = 32;

/// Resolves a node to the one it refers to, and returns the references on the way.
pub(crate) fn resolve<'a>(root: &'a Node, node: &'a Node) -> Result<(&'a Node, Vec<&'a str>), ReadError> {
    let mut here = node;
    let mut chain = Vec::new();
    while let Some(reference) = here.get("$ref") {
        let Some(pointer) = reference.text() else {
            return Err(ReadError::at(reference.line, "`$ref` is not a text"));
        };
        if chain.len() >= MAX_STEPS {
            let message = format!("more than {MAX_STEPS} references in a row, from `{}`", shown(chain[0]));
            return Err(ReadError::at(node.line, message));
        }
        if chain.contains(&pointer) {
            return Err(ReadError::at(node.line, format!("circular reference `{}`", shown(pointer))));
        }
        chain.push(pointer);
        here = find(root, pointer).map_err(|message| ReadError::at(node.line, message))?;
    }
    Ok((here, chain))
}

pub(crate) fn find<'a>(root: &'a Node, pointer: &str) -> Result<&'a Node, String> {
    let Some(path) = pointer.strip_prefix('#') else {
        return Err(format!("`{}` refers to another document; export both as one document", shown(pointer)));
    };
    if !path.is_empty() && !path.starts_with('/') {
        return Err(format!("unresolved reference `{}`: it must begin with `#/`", shown(pointer)));
    }
    let mut here = root;
    for part in path.split('/').skip(1) {
        let name = part.replace("~1", "/").replace("~0", "~");
        // Exports percent-encode `{`, `}` and spaces in names.
        let plain = name.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
        let next = here.get(&name).or_else(|| here.get(&plain));
        let item = || name.parse::<usize>().ok().and_then(|at| here.items().get(at));
        here = next.or_else(item).ok_or_else(|| format!("unresolved reference `{}`", shown(pointer)))?;
    }
    Ok(here)
}

pub(crate) fn shown(pointer: &str) -> String {
    pointer.chars().take(120).flat_map(char::escape_debug).collect()
}
