//! Objects of a document whose members are counted as they are read: the rest was not taken over, and is named.

use std::cell::RefCell;

use super::node::{Data, Node};
use super::refs::shown;

/// Words for people and marks of tools, which no call depends on.
const WORDS: [&str; 8] =
    ["description", "summary", "title", "externalDocs", "tags", "operationId", "deprecated", "$comment"];

/// An object that remembers which members were asked for.
pub(crate) struct Object<'n> {
    pub(crate) node: &'n Node,
    asked: RefCell<Vec<&'static str>>,
}

impl<'n> Object<'n> {
    pub(crate) const fn new(node: &'n Node) -> Self {
        Self { node, asked: RefCell::new(Vec::new()) }
    }

    /// Returns a member by name.
    pub(crate) fn get(&self, name: &'static str) -> Option<&'n Node> {
        self.asked.borrow_mut().push(name);
        self.node.get(name)
    }

    /// Counts members as read that are read elsewhere.
    pub(crate) fn ask(&self, names: &[&'static str]) {
        self.asked.borrow_mut().extend(names);
    }

    /// Returns the text of a string member.
    pub(crate) fn text(&self, name: &'static str) -> Option<&'n str> {
        self.get(name).and_then(Node::text)
    }

    /// Returns the truth value of a member, with a note if it is not written as one.
    pub(crate) fn truth(&self, name: &'static str) -> (bool, Option<String>) {
        self.get(name).map_or((false, None), |value| truth(name, value))
    }

    /// Names the members that nobody asked for.
    pub(crate) fn unread(&self) -> Vec<&'n str> {
        let asked = self.asked.borrow();
        let is_known = |name: &str| asked.contains(&name) || WORDS.contains(&name) || name.starts_with("x-");
        self.node.members().iter().map(|(name, _)| name.as_str()).filter(|name| !is_known(name)).collect()
    }
}

/// Reads a truth value, with a note if it is not written as one.
pub(crate) fn truth(name: &str, value: &Node) -> (bool, Option<String>) {
    let text = value.scalar_text().map(|text| text.trim().to_ascii_lowercase());
    let plain = match text.as_deref() {
        Some("true" | "1") => Some(true),
        Some("false" | "0") => Some(false),
        _ => None,
    };
    match (&value.data, plain) {
        (Data::Bool(truth), _) => (*truth, None),
        (_, Some(truth)) => {
            let written = shown(&value.scalar_text().unwrap_or_default());
            (truth, Some(format!("`{name}` is written as `{written}` instead of a truth value; read as {truth}")))
        }
        _ => (false, Some(format!("`{name}` is neither `true` nor `false`; ignored"))),
    }
}

/// Returns whether two nodes say the same, wherever they are.
pub(crate) fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.data, &other.data) {
        (Data::List(a), Data::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Data::Map(a), Data::Map(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| other.get(name).is_some_and(|b| is_same(a, b)))
        }
        (a, b) => a == b,
    }
}
