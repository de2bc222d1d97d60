//! Objects of a document whose members are counted as they are read: the rest was not taken over, and is named.

use std::cell::RefCell;

use super::node::Node;

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

    /// Returns whether a member exists and is `true`.
    pub(crate) fn is_true(&self, name: &'static str) -> bool {
        self.get(name);
        self.node.is_true(name)
    }

    /// Returns the items of a list.
    pub(crate) fn items(&self, name: &'static str) -> &'n [Node] {
        self.get(name).map_or(&[], Node::items)
    }

    /// Names the members that nobody asked for.
    pub(crate) fn unread(&self) -> Vec<&'n str> {
        let asked = self.asked.borrow();
        let is_known = |name: &str| asked.contains(&name) || WORDS.contains(&name) || name.starts_with("x-");
        self.node.members().iter().map(|(name, _)| name.as_str()).filter(|name| !is_known(name)).collect()
    }
}
