//! Parsed YAML and JSON: nodes with their line, and numbers with every digit.

use std::borrow::Cow;
use std::collections::BTreeSet;

use freedompay_runtime::tree::{Kind, Ref};
use freedompay_runtime::wire::json;

/// A value of a YAML or JSON document.
#[derive(Clone, Debug, Eq)]
pub(crate) struct Node {
    /// Counted from 1; 0 if unknown.
    pub(crate) line: usize,
    pub(crate) data: Data,
}

/// Compares values; where they are written makes no difference.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Builds a node.
    pub(crate) const fn new(line: usize, data: Data) -> Self {
        Self { line, data }
    }

    /// Builds a string node without a line.
    pub(crate) fn from_text(text: &str) -> Self {
        Self::new(0, Data::Text(text.to_owned()))
    }

    /// Returns the members of an object; other nodes have none.
    pub(crate) fn members(&self) -> &[(String, Node)] {
        if let Data::Map(members) = &self.data { members } else { &[] }
    }

    /// Returns the items of a list; other nodes have none.
    pub(crate) fn items(&self) -> &[Node] {
        if let Data::List(items) = &self.data { items } else { &[] }
    }

    /// Returns a member by name.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.members().iter().find(|(known, _)| known == name).map(|(_, node)| node)
    }

    /// Returns the text of a string node.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Data::Text(text) = &self.data { Some(text) } else { None }
    }

    /// Returns the text of a string member.
    pub(crate) fn member_text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// Returns whether a member exists and is `true`.
    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|node| node.data == Data::Bool(true))
    }

    /// Returns any scalar as text.
    pub(crate) fn scalar_text(&self) -> Option<Cow<'_, str>> {
        match &self.data {
            Data::Bool(truth) => Some(Cow::Borrowed(if *truth { "true" } else { "false" })),
            Data::Number(text) | Data::Text(text) => Some(Cow::Borrowed(text)),
            Data::Null | Data::List(_) | Data::Map(_) => None,
        }
    }

    pub(crate) const fn is_map(&self) -> bool {
        matches!(self.data, Data::Map(_))
    }

    /// Returns a scalar as the name of a member, as YAML names members by any of them.
    pub(crate) fn name(&self) -> Option<Cow<'_, str>> {
        if self.data == Data::Null { Some(Cow::Borrowed("null")) } else { self.scalar_text() }
    }

    /// Counts the nodes.
    pub(super) fn size(&self) -> usize {
        match &self.data {
            Data::List(items) => items.iter().map(Node::size).sum::<usize>() + 1,
            Data::Map(members) => members.iter().map(|(_, node)| node.size()).sum::<usize>() + 1,
            _ => 1,
        }
    }
}

/// Parses JSON. The error is a duplicate key, or nothing if it is not JSON at all.
pub(crate) fn from_json(text: &str) -> Result<Node, Option<String>> {
    let tree = json::parse(text.as_bytes()).map_err(|_| None)?;
    match duplicate(tree.root()) {
        Some(key) => Err(Some(format!("duplicate key `{}`", key.escape_debug()))),
        None => Ok(from_tree(tree.root())),
    }
}

/// Finds a key that an object has twice.
fn duplicate(node: Ref<'_>) -> Option<String> {
    let mut names = BTreeSet::new();
    node.children().find_map(|child| {
        let is_again = node.kind() == Kind::Map && !names.insert(child.name());
        if is_again { Some(child.name().to_owned()) } else { duplicate(child) }
    })
}

/// Converts a message to nodes. Several elements of one name become a list.
pub(crate) fn from_tree(node: Ref<'_>) -> Node {
    let data = match node.kind() {
        Kind::Bool => Data::Bool(node.text() == "true"),
        Kind::Number => Data::Number(node.text().to_owned()),
        Kind::Text => Data::Text(node.text().to_owned()),
        Kind::List => Data::List(node.children().map(from_tree).collect()),
        Kind::Map => {
            let mut members: Vec<(String, Node)> = Vec::new();
            for child in node.children() {
                let made = from_tree(child);
                match members.iter_mut().find(|(name, _)| name == child.name()) {
                    None => members.push((child.name().to_owned(), made)),
                    Some((_, Node { data: Data::List(items), .. })) => items.push(made),
                    Some((_, first)) => *first = Node::new(0, Data::List(vec![first.clone(), made])),
                }
            }
            Data::Map(members)
        }
        // `Null`, and kinds of later versions.
        _ => Data::Null,
    };
    Node::new(0, data)
}
