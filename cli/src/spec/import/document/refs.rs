//! References inside a document.

use super::node::Node;
use crate::spec::import::finding::ReadError;

/// Longer chains lead nowhere.
const MAX_STEPS: usize = 32;

/// What a node refers to, with the references on the way.
pub(crate) fn resolve<'a>(root: &'a Node, node: &'a Node) -> Result<(&'a Node, Vec<&'a str>), ReadError> {
    let mut here = node;
    let mut chain = Vec::new();
    while let Some(pointer) = here.member_text("$ref") {
        if chain.contains(&pointer) || chain.len() >= MAX_STEPS {
            return Err(ReadError::at(node.line, format!("the reference `{}` leads in a circle", shown(pointer))));
        }
        chain.push(pointer);
        here = find(root, pointer).map_err(|what| ReadError::at(node.line, what))?;
    }
    Ok((here, chain))
}

fn find<'a>(root: &'a Node, pointer: &str) -> Result<&'a Node, String> {
    let Some(path) = pointer.strip_prefix('#') else {
        return Err(format!("`{}` refers to another document; export them into one", shown(pointer)));
    };
    let mut here = root;
    for part in path.split('/').skip(1) {
        let name = part.replace("~1", "/").replace("~0", "~");
        // Exports write `{`, `}` and spaces of names as percent signs.
        let plain = name.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
        let next = here.get(&name).or_else(|| here.get(&plain));
        let item = || name.parse::<usize>().ok().and_then(|at| here.items().get(at));
        here = next.or_else(item).ok_or_else(|| format!("`{}` refers to nothing", shown(pointer)))?;
    }
    Ok(here)
}

fn shown(pointer: &str) -> String {
    pointer.chars().take(120).flat_map(char::escape_debug).collect()
}
