//! Names of calls: the Rust type, and the id.

use freedompay::meta::ApiMeta;

use crate::spec::import::document::node::Node;
use crate::spec::import::names;

/// Longest title that serves as a name.
const MAX_TITLE: usize = 60;

/// Returns what the document calls an operation.
pub(super) fn title(node: &Node) -> &str {
    titles(node).next().unwrap_or_default()
}

fn titles(node: &Node) -> impl Iterator<Item = &str> {
    ["summary", "operationId", "x-apidog-name"].into_iter().filter_map(|name| node.member_text(name))
}

/// Makes the name of the Rust type from the first title that is short and in Latin letters, or else from the path.
pub(super) fn rust(node: &Node, method: &str, path: &str) -> String {
    let is_latin = |title: &&str| title.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii());
    let is_short = |title: &&str| title.chars().count() <= MAX_TITLE;
    let named = titles(node).filter(is_short).filter(is_latin).map(names::pascal).find(|name| name.len() > 2);
    names::ty(&named.unwrap_or_else(|| from_path(method, path)))
}

/// Makes a name from the last parts of a path, with the method where it says what the call does.
fn from_path(method: &str, path: &str) -> String {
    let fixed: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && !part.starts_with('{')).collect();
    let verb = if method == "POST" { "" } else { method };
    let last = fixed.get(fixed.len().saturating_sub(2)..).unwrap_or_default().join(" ");
    names::pascal(&format!("{} {last}", verb.to_ascii_lowercase()))
}

/// Makes the id `api.place.in.navigation.name`, without repetitions.
pub(super) fn id(api: &ApiMeta, folder: Option<&str>, rust: &str) -> String {
    let mut parts = vec![api.name.to_owned()];
    let of_api: Vec<&str> = api.name.split('_').collect();
    for part in folder.unwrap_or_default().split('/').map(names::part).take(4) {
        let is_new = !part.is_empty() && part != api.name && !of_api.contains(&part.as_str());
        if is_new && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.push(names::snake(rust));
    parts.join(".")
}
