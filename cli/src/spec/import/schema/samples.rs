//! Sample messages, which are more reliable than the schemas beside them.

use freedompay_runtime::wire::{form, json, xml};

use super::brackets;
use crate::spec::import::document::node::{Data, Node, from_tree};

/// Longest text that is parsed as a sample.
const MAX_TEXT: usize = 256 << 10;
/// Maximum number of members read from samples.
const MAX_MEMBERS: usize = 2000;

/// Collects the samples of a media type and of its schema.
pub(crate) fn of(media: &Node) -> Vec<Node> {
    let mut found: Vec<Node> = Vec::new();
    let schema = media.get("schema");
    for place in [Some(media), schema].into_iter().flatten() {
        found.extend(place.get("example").and_then(read));
        match place.get("examples").map(|examples| &examples.data) {
            Some(Data::List(items)) => found.extend(items.iter().filter_map(read)),
            Some(Data::Map(members)) => {
                found.extend(members.iter().filter_map(|(_, one)| read(one.get("value").unwrap_or(one))));
            }
            _ => {}
        }
    }
    found
}

/// Reads a sample object or list; a text is parsed as JSON, XML or a form.
fn read(sample: &Node) -> Option<Node> {
    let node = match &sample.data {
        Data::Text(text) => {
            let text = Some(text.trim()).filter(|text| text.len() <= MAX_TEXT)?;
            let tree = match text.chars().next()? {
                '<' => xml::parse(text.as_bytes()).ok()?,
                '{' | '[' => json::parse(text.as_bytes()).ok()?,
                _ if text.contains('=') && !text.contains(char::is_whitespace) => form::parse(text.as_bytes()).ok()?,
                _ => return None,
            };
            Node::new(sample.line, from_tree(tree.root()).data)
        }
        Data::Map(_) | Data::List(_) => sample.clone(),
        _ => return None,
    };
    // A document may show XML as an object with its root element.
    let inner = match node.members() {
        [(root, inner)] if root == "response" && inner.is_map() => inner.clone(),
        _ => node,
    };
    Some(brackets::sample(inner))
}

/// Returns whether a sample shows an error response.
pub(crate) fn is_error(sample: &Node) -> bool {
    let says = |name: &str| sample.member_text(name) == Some("error");
    let code = sample.get("pg_error_code").and_then(Node::scalar_text);
    sample.get("error").is_some_and(Node::is_map)
        || sample.get("error_code").is_some_and(|code| code.data != Data::Null)
        || says("status")
        || says("pg_status")
        || code.is_some_and(|code| code != "0")
}

/// Returns a member of all samples, and of the items of sample lists.
pub(crate) fn members<'a>(samples: &[&'a Node], name: &str) -> Vec<&'a Node> {
    objects(samples).filter_map(|sample| get(sample, name)).collect()
}

/// Returns a member, ignoring spaces around its name.
pub(crate) fn get<'a>(sample: &'a Node, name: &str) -> Option<&'a Node> {
    sample.members().iter().find(|(known, _)| known.trim() == name).map(|(_, node)| node)
}

/// Iterates over the objects among samples and among the items of sample lists.
pub(crate) fn objects<'a>(samples: &[&'a Node]) -> impl Iterator<Item = &'a Node> {
    samples
        .iter()
        .flat_map(|sample| match &sample.data {
            Data::List(items) => items.iter().collect::<Vec<_>>(),
            _ => vec![*sample],
        })
        .filter(|sample| sample.is_map())
}

/// Lists the names of the members of all objects, in order.
pub(crate) fn names<'a>(samples: &[&'a Node]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for (name, _) in objects(samples).flat_map(Node::members).take(MAX_MEMBERS) {
        let name = name.trim();
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Lists the scalars among samples.
pub(crate) fn leaves<'a>(samples: &[&'a Node]) -> Vec<&'a Node> {
    let items = samples.iter().flat_map(|sample| match &sample.data {
        Data::List(items) => items.iter().collect::<Vec<_>>(),
        _ => vec![*sample],
    });
    items.filter(|sample| sample.scalar_text().is_some()).collect()
}
