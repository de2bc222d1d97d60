//! The fields that are signed, each with its masked form.

use crate::message::redact;
use crate::tree::Value;
use crate::tree::{Kind, Ref, Tree};
use crate::wire::json;

use crate::scheme::case::Case;

/// A text and its masked form.
#[derive(Clone)]
pub(super) struct MaskedText {
    pub(super) text: String,
    pub(super) shown: String,
}

/// A field, or an item of a list.
#[derive(Clone)]
pub(super) struct Node {
    /// Empty for items.
    pub(super) name: String,
    /// `pg_receipt_positions[0][name]`.
    pub(super) path: String,
    pub(super) content: Content,
}

#[derive(Clone)]
pub(super) enum Content {
    Leaf(MaskedText),
    Inner {
        children: Vec<Node>,
        /// The value as one JSON text.
        json: MaskedText,
    },
}

/// Returns the fields of a message in its order.
pub(super) fn members(case: &Case<'_>) -> Vec<Node> {
    let root = case.message.fields;
    let masked = case.masks.value(redact::masked(case.message.endpoint.request, root));
    match content(root, &masked, "") {
        Content::Inner { children, .. } => children,
        Content::Leaf(_) => Vec::new(),
    }
}

fn content(node: Ref<'_>, masked: &Value, path: &str) -> Content {
    if !node.is_container() {
        let shown = match masked {
            Value::Text(text) | Value::Number(text) => text.clone(),
            _ => node.form_text().to_owned(),
        };
        return Content::Leaf(MaskedText { text: node.form_text().to_owned(), shown });
    }
    let values: Vec<&Value> = match masked {
        Value::Map(members) => members.iter().map(|(_, value)| value).collect(),
        Value::List(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let children = node.children().zip(values).enumerate().map(|(at, (child, value))| {
        let path = match (path.is_empty(), node.kind() == Kind::List) {
            (true, _) => child.name().to_owned(),
            (false, true) => format!("{path}[{at}]"),
            (false, false) => format!("{path}[{}]", child.name()),
        };
        Node { name: child.name().to_owned(), content: content(child, value, &path), path }
    });
    let json = MaskedText { text: text(json::encode(node)), shown: encoded(masked) };
    Content::Inner { children: children.collect(), json }
}

fn encoded(value: &Value) -> String {
    Tree::from_serialize(value).map(|tree| text(json::encode(tree.root()))).unwrap_or_default()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}
