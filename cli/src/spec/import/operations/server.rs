//! A server: the path of its URL, with the values of its variables.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::Object;
use crate::spec::import::schema::parts::shown;

/// What a server says about paths.
pub(super) struct Server {
    /// The beginning of paths, from `/` on.
    pub(super) path: String,
    /// What of it is not taken over.
    pub(super) notes: Vec<String>,
}

/// A variable of a server's URL.
struct Variable<'n> {
    name: &'n str,
    /// Its default, or its first value.
    value: Option<String>,
    /// All values that it may have.
    values: Vec<String>,
}

/// Reads a server; a bare text is its URL.
pub(super) fn read(node: &Node) -> Result<Server, String> {
    let object = Object::new(node);
    let url = node.text().or_else(|| object.text("url")).unwrap_or_default().trim();
    let mut notes = Vec::new();
    if url.is_empty() {
        notes.push("a server has no `url`; its paths begin with `/`".to_owned());
    }
    let variables = variables(object.get("variables"), url, &mut notes);
    let filled = filled(url, &variables, None);
    let (path, rest) = split(&filled);
    if let Some(name) = path.split_once('{').map(|(_, rest)| rest.split('}').next().unwrap_or_default()) {
        return Err(format!(
            "the server `{}` has a variable without a default in its path: `{}`",
            shown(url),
            shown(name)
        ));
    }
    if path.contains('}') {
        return Err(format!("the server `{}` has a `}}` without its beginning", shown(url)));
    }
    for variable in &variables {
        let leads_elsewhere =
            |value: &&String| split(&self::filled(url, &variables, Some((variable.name, value)))).0 != path;
        let others: Vec<String> =
            variable.values.iter().filter(leads_elsewhere).take(4).map(|one| shown(one)).collect();
        if !others.is_empty() {
            let (name, value) = (shown(variable.name), shown(variable.value.as_deref().unwrap_or_default()));
            let others = others.join("`, `");
            notes.push(format!("`{name}` of the server may be `{others}`, too; its paths are those of `{value}`"));
        }
    }
    if !rest.is_empty() {
        notes.push(format!("the server `{}` ends with `{}`, which is not sent", shown(url), shown(rest)));
    }
    notes.extend(object.unread().into_iter().map(|name| format!("`{}` of the server is not taken over", shown(name))));
    Ok(Server { path: format!("/{}", path.trim_start_matches("./").trim_matches('.')), notes })
}

fn variables<'n>(node: Option<&'n Node>, url: &str, notes: &mut Vec<String>) -> Vec<Variable<'n>> {
    if node.is_some_and(|node| !matches!(node.data, Data::Map(_) | Data::Null)) {
        notes.push("`variables` of the server is not an object; ignored".to_owned());
    }
    let mut found = Vec::new();
    for (name, node) in node.map_or(&[][..], Node::members) {
        let object = Object::new(node);
        let text = |node: &Node| node.scalar_text().map(std::borrow::Cow::into_owned);
        let values: Vec<String> = object.get("enum").map_or(&[][..], Node::items).iter().filter_map(text).collect();
        let default = object.get("default").and_then(text);
        let shown_name = shown(name);
        if default.as_ref().is_some_and(|default| !values.is_empty() && !values.contains(default)) {
            notes.push(format!("the default of the server's `{shown_name}` is not among its values"));
        }
        if default.is_none() && !values.is_empty() {
            notes.push(format!("the server's `{shown_name}` has no default; its first value is used"));
        }
        if !url.contains(&format!("{{{name}}}")) {
            notes.push(format!("the server's URL does not have the variable `{shown_name}`; ignored"));
        }
        for name in object.unread() {
            notes.push(format!("`{}` of the server's `{shown_name}` is not taken over", shown(name)));
        }
        found.push(Variable { name, value: default.or_else(|| values.first().cloned()), values });
    }
    found
}

/// Fills a URL with the values of its variables, one of which may have another than its own.
fn filled(url: &str, variables: &[Variable<'_>], other: Option<(&str, &str)>) -> String {
    let mut out = String::new();
    let mut rest = url;
    while let Some((before, name, after)) = placeholder(rest) {
        out.push_str(before);
        let given = other.filter(|(known, _)| *known == name).map(|(_, value)| value);
        let own = || variables.iter().find(|variable| variable.name == name)?.value.as_deref();
        match given.or_else(own) {
            Some(value) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Splits a text at its first `{name}`.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Splits a URL into its path without slashes at its ends, and its query and fragment.
fn split(url: &str) -> (&str, &str) {
    let from_host = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"));
    let path = match from_host {
        Some(rest) => rest.get(rest.find(['/', '?', '#']).unwrap_or(rest.len())..).unwrap_or_default(),
        None => url,
    };
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    (path.trim_matches('/'), rest)
}
