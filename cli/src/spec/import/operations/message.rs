//! Bodies and responses whose shape is not that of the specification, read where their meaning is plain.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::schema::parts::shown;

/// Members that belong to a media type.
const OF_MEDIA: [&str; 4] = ["schema", "example", "examples", "encoding"];

/// A body or a response as it is read, and what was wrong with its shape.
pub(super) struct Mended {
    /// Nothing, if it is read as it is.
    pub(super) node: Option<Node>,
    pub(super) notes: Vec<String>,
}

/// Mends the shape of a body or a response. One that is not an object is refused, with the reason.
pub(super) fn mended(root: &Node, node: &Node, name: &str) -> Result<Mended, String> {
    let name = shown(name);
    let mut notes = Vec::new();
    let mut node = match (&node.data, node.items()) {
        (Data::Map(_), _) => node.clone(),
        (_, [only]) if only.is_map() => {
            notes.push(format!("`{name}` is a list instead of an object; its only item is read"));
            refs::resolve(root, only).map_err(|error| error.message)?.0.clone()
        }
        _ => return Err(format!("`{name}` is not an object, so what it describes cannot be read")),
    };
    let content = node.get("content").cloned().unwrap_or(Node::new(node.line, Data::Null));
    let media = match content.data {
        Data::Map(members) if is_media(&members) => {
            notes.push(format!("`content` of `{name}` names no media type; its schema and samples are read"));
            any(content.line, members)
        }
        Data::Map(members) => members,
        Data::List(items) => {
            notes.push(format!("`content` of `{name}` is a list instead of an object; its items are read together"));
            let (items, others): (Vec<Node>, Vec<Node>) = items.into_iter().partition(Node::is_map);
            if !others.is_empty() {
                notes.push(format!("`content` of `{name}` has items that are not objects; left out"));
            }
            items.iter().flat_map(Node::members).cloned().collect()
        }
        Data::Null => {
            let Data::Map(members) = &mut node.data else { return Ok(Mended { node: None, notes }) };
            let (own, rest) = std::mem::take(members).into_iter().partition(|(name, _)| OF_MEDIA.contains(&&**name));
            *members = rest;
            if is_media(&own) {
                notes.push(format!("`{name}` has no `content`; its own schema and samples are read"));
                any(content.line, own)
            } else {
                members.extend(own);
                Vec::new()
            }
        }
        _ => {
            notes.push(format!("`content` of `{name}` is not an object; left out"));
            Vec::new()
        }
    };
    let media = media.into_iter().filter_map(|(kind, content)| Some((one(&kind, content, &mut notes)?, kind)));
    let media = media.map(|(content, kind)| (kind, content)).collect();
    if notes.is_empty() {
        return Ok(Mended { node: None, notes });
    }
    if let Data::Map(members) = &mut node.data {
        members.retain(|(name, _)| name != "content");
        members.push(("content".to_owned(), Node::new(content.line, Data::Map(media))));
    }
    Ok(Mended { node: Some(node), notes })
}

/// Returns the description of a media type, unless it is not an object.
fn one(kind: &str, content: Node, notes: &mut Vec<String>) -> Option<Node> {
    let kind = shown(kind);
    match content.data {
        Data::Map(_) | Data::Null => Some(content),
        Data::List(mut items) if matches!(items.as_slice(), [only] if only.is_map()) => {
            notes.push(format!("`{kind}` is described by a list instead of an object; its only item is read"));
            items.pop()
        }
        _ => {
            notes.push(format!("`{kind}` is not described by an object; left out"));
            None
        }
    }
}

/// Returns whether members describe a media type.
fn is_media(members: &[(String, Node)]) -> bool {
    let is_of = |(name, _): &(String, Node)| OF_MEDIA.contains(&name.as_str());
    members.iter().any(is_of) && members.iter().all(|one| is_of(one) || one.0.starts_with("x-"))
}

/// Describes a body of any media type.
fn any(line: usize, members: Vec<(String, Node)>) -> Vec<(String, Node)> {
    vec![("*/*".to_owned(), Node::new(line, Data::Map(members)))]
}
