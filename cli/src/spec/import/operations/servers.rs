//! The beginning of paths that `servers` give: the whole path is signed, so it counts.

use freedompay::meta::ApiMeta;

use crate::spec::import::document::node::Node;
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;

/// Prepends the path of the servers that apply to an operation, the nearest list first.
pub(super) fn full_path(path: &str, lists: [Option<&Node>; 3], warnings: &mut Warnings) -> Result<String, String> {
    let servers = lists.into_iter().flatten().map(Node::items).find(|servers| !servers.is_empty()).unwrap_or_default();
    // A host in the path itself makes it whole.
    if path.contains("://") {
        return Ok(path.to_owned());
    }
    let mut prefixes: Vec<String> = Vec::new();
    for server in servers {
        let prefix = prefix(server)?;
        if !prefixes.contains(&prefix) {
            prefixes.push(prefix);
        }
    }
    let joined = |prefix: &String| format!("{}/{}", prefix.trim_end_matches('/'), path.trim_start_matches('/'));
    let Some(first) = prefixes.first().filter(|first| first.len() > 1 || prefixes.len() > 1) else {
        return Ok(path.to_owned());
    };
    // Of several, the one that makes a path of a known API.
    let known = prefixes.iter().find(|prefix| ApiMeta::of_path(&joined(prefix)).is_some());
    let chosen = known.unwrap_or(first);
    if prefixes.len() > 1 {
        let all = prefixes.iter().map(|one| format!("`{}`", shown(one))).collect::<Vec<_>>().join(", ");
        warnings.add("", format!("its servers begin its path differently: {all}; `{}` is used", shown(chosen)));
    }
    if known.is_none() && ApiMeta::of_path(path).is_some() {
        let message = format!(
            "the server begins its path with `{}`, but `{}` is whole; the former is left out",
            shown(chosen),
            shown(path)
        );
        warnings.add("", message);
        return Ok(path.to_owned());
    }
    Ok(joined(chosen))
}

/// Returns the path of a server's URL, with the defaults of its variables.
fn prefix(server: &Node) -> Result<String, String> {
    let mut url = server.member_text("url").unwrap_or_default().trim().to_owned();
    for (name, variable) in server.get("variables").map_or(&[][..], Node::members) {
        if let Some(default) = variable.get("default").and_then(Node::scalar_text) {
            url = url.replace(&format!("{{{name}}}"), &default);
        }
    }
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url.strip_prefix("//").map_or(url.as_str(), |rest| rest.split_once('/').map_or("", |(_, path)| path)),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    if path.contains(['{', '}']) {
        return Err(format!("the server `{}` has a variable without a default in its path", shown(&url)));
    }
    Ok(format!("/{}", path.trim_start_matches("./").trim_matches('.')))
}
