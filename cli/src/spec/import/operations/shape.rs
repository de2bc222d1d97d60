//! Parts of an operation whose shape is not that of the specification, read where their meaning is plain.

use std::borrow::Cow;

use super::message;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::Warnings;
use crate::spec::import::schema::parts::shown;

/// Members by which an item of a list of responses may name its status.
const STATUS: [&str; 5] = ["status", "code", "statusCode", "status_code", "httpStatus"];

/// Returns the first tag of an operation: a text, or an object with a name.
pub(super) fn tag(operation: &Node) -> Option<&str> {
    let tags = operation.get("tags")?;
    let first = tags.items().first().unwrap_or(tags);
    first.text().or_else(|| first.member_text("name"))
}

/// Names tags that are not a list of texts.
pub(super) fn check_tags(operation: &Node, warnings: &mut Warnings) {
    let Some(tags) = operation.get("tags") else { return };
    let is_read = tag(operation).is_some();
    match &tags.data {
        Data::Null => {}
        Data::List(items) if items.is_empty() || items.iter().all(|tag| tag.text().is_some()) => {}
        Data::List(_) if is_read => {
            warnings.add("", "`tags` has other items than texts; the first is read by its name");
        }
        _ if is_read => warnings.add("", "`tags` is a single tag instead of a list; read as a list of one"),
        _ => warnings.add("", "`tags` is not a list of texts; ignored"),
    }
}

/// Returns the responses of an operation by their status, each in the shape of the specification.
pub(super) fn responses<'n>(root: &'n Node, node: Option<&'n Node>, warnings: &mut Warnings) -> Option<Cow<'n, Node>> {
    let mut all = by_status(node, warnings)?;
    for at in 0..all.members().len() {
        let Some((key, response)) = all.members().get(at) else { break };
        // What cannot be resolved is named where it is read.
        let response = refs::resolve(root, response).map_or(response, |(response, _)| response);
        let is_words = !response.is_map() && (key.starts_with("x-") || response.data == Data::Null);
        if is_words || response.get("$ref").is_some() {
            continue;
        }
        let response = match message::mended(root, response, key) {
            Ok(mended) => {
                mended.notes.into_iter().for_each(|note| warnings.add("response", note));
                mended.node
            }
            Err(why) => {
                warnings.add("response", why);
                Some(Node::new(response.line, Data::Null))
            }
        };
        if let Some(response) = response
            && let Data::Map(members) = &mut all.to_mut().data
            && let Some((_, known)) = members.get_mut(at)
        {
            *known = response;
        }
    }
    Some(all)
}

/// Returns responses by their status. Items of a list name theirs.
fn by_status<'n>(node: Option<&'n Node>, warnings: &mut Warnings) -> Option<Cow<'n, Node>> {
    let node = node?;
    match &node.data {
        Data::List(items) => {
            warnings.add("", "`responses` is a list instead of an object; its items are read by the status they name");
            let mut members = Vec::new();
            for (at, item) in items.iter().enumerate() {
                match of_item(item) {
                    Some(member) => members.push(member),
                    None => {
                        warnings.add("", format!("item {} of `responses` does not name its status; left out", at + 1));
                    }
                }
            }
            Some(Cow::Owned(Node::new(node.line, Data::Map(members))))
        }
        Data::Map(members)
            if node.get("content").is_some_and(Node::is_map) && !members.iter().any(|(key, _)| is_status(key)) =>
        {
            warnings.add("", "`responses` is a response instead of an object of them; read as that of a success");
            Some(Cow::Owned(Node::new(node.line, Data::Map(vec![("200".to_owned(), node.clone())]))))
        }
        Data::Map(members) => {
            for (key, _) in members.iter().filter(|(key, _)| !is_status(key)) {
                warnings.add("", format!("`{}` of `responses` is not a status; ignored", shown(key)));
            }
            Some(Cow::Borrowed(node))
        }
        Data::Null => None,
        _ => {
            warnings.add("", "`responses` is not an object; ignored");
            None
        }
    }
}

fn of_item(item: &Node) -> Option<(String, Node)> {
    if let [(key, response)] = item.members()
        && is_status(key)
    {
        return Some((key.clone(), response.clone()));
    }
    let name = STATUS.into_iter().find(|name| item.get(name).is_some())?;
    let status = item.get(name).and_then(Node::scalar_text).filter(|status| is_status(status))?.into_owned();
    let rest = item.members().iter().filter(|(known, _)| known != name).cloned().collect();
    Some((status, Node::new(item.line, Data::Map(rest))))
}

/// Returns whether a key of `responses` names a status, a class of them, or all others.
fn is_status(key: &str) -> bool {
    // Exports of the provider's tool name further responses `x-200:…`.
    key == "default" || key.starts_with("x-") || key.starts_with(|first: char| ('1'..='5').contains(&first))
}
