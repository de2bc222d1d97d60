//! The one in-memory form of a message: a flat tree of named values whose texts are exact.
//!
//! Requests are serialised into it, responses and callbacks are parsed into it, and everything that is not
//! generated per endpoint (limits, signatures, encoders, redaction) works on it. A whole message is two
//! allocations: one text buffer and one list of nodes in document order.

mod de;
mod error;
mod items;
mod members;
pub(crate) mod notation;
mod prefix_key;
mod reading;
mod ser;
mod value;
mod wrapped;
mod writer;

use std::fmt;

use crate::secret::Word;

pub use error::TreeError;
pub(crate) use prefix_key::prefix_key;
pub(crate) use reading::Step;
pub use value::Value;
pub use wrapped::wrapped_list;
pub use writer::TreeWriter;
use writer::{append, index};

/// Newtype name under which a serialised text becomes a number token with exactly that text, and a number is asked for
/// without an exponent.
pub(crate) const NUMBER: &str = "$freedompay::Number";
/// Newtype name under which a text is asked for as the digits of a whole number, in whatever notation it is written.
pub(crate) const WHOLE: &str = "$freedompay::Whole";
/// Newtype name under which [`Value`] asks for a node as it is.
pub(crate) const VALUE: &str = "$freedompay::Value";

/// The format that a message was written in, which decides what is read leniently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// JSON, and requests of this program.
    Json,
    /// XML: a list is its elements, which repeat a name; the root's are beside the signature.
    Xml,
    /// A form: a list is its values, which repeat a name.
    Form,
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// JSON `null`.
    Null,
    /// A boolean; its text is `true` or `false`.
    Bool,
    /// A number token with its exact text.
    Number,
    /// Text. In forms and XML every leaf is text.
    Text,
    /// Items in order, without names.
    List,
    /// Named members in message order. XML and forms may repeat a name.
    Map,
}

#[derive(Clone, Copy)]
struct Span {
    start: u32,
    len: u32,
}

#[derive(Clone, Copy)]
struct Node {
    kind: Kind,
    name: Span,
    data: Span,
    /// Index of the first node after this subtree.
    end: u32,
}

/// A message. `Debug` shows names and sizes, never values.
#[derive(Clone)]
pub struct Tree {
    text: String,
    nodes: Vec<Node>,
    syntax: Syntax,
}

impl Tree {
    /// Creates a message without members.
    pub fn empty() -> Self {
        let mut writer = TreeWriter::new();
        writer.begin("", Kind::Map);
        writer.end();
        writer.tree
    }

    /// Returns the outermost node.
    pub fn root(&self) -> Ref<'_> {
        Ref { tree: self, at: 0 }
    }

    /// Appends a text member to the outermost map.
    pub fn push_text(&mut self, name: &str, text: &str) {
        let node = Node {
            kind: Kind::Text,
            name: append(&mut self.text, name),
            data: append(&mut self.text, text),
            end: index(self.nodes.len() + 1),
        };
        self.nodes.push(node);
        let end = index(self.nodes.len());
        if let Some(root) = self.nodes.first_mut() {
            root.end = end;
        }
    }

    fn slice(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.text.get(start..start + span.len as usize).unwrap_or_default()
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root().fmt(f)
    }
}

/// A node of a [`Tree`].
#[derive(Clone, Copy)]
pub struct Ref<'t> {
    tree: &'t Tree,
    at: u32,
}

impl<'t> Ref<'t> {
    fn node(self) -> Node {
        const NOTHING: Span = Span { start: 0, len: 0 };
        self.tree.nodes.get(self.at as usize).copied().unwrap_or(Node {
            kind: Kind::Null,
            name: NOTHING,
            data: NOTHING,
            end: self.at + 1,
        })
    }

    /// Returns the kind of the node.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Returns its name in the enclosing map; empty for list items and the outermost node.
    pub fn name(self) -> &'t str {
        self.tree.slice(self.node().name)
    }

    /// Returns the text of a leaf (empty for null, lists and maps).
    pub fn text(self) -> &'t str {
        self.tree.slice(self.node().data)
    }

    /// Returns the text of a leaf as forms write it: truth values are `1` and `0`.
    pub fn form_text(self) -> &'t str {
        let node = self.node();
        match (node.kind, self.tree.slice(node.data)) {
            (Kind::Bool, "true") => "1",
            (Kind::Bool, _) => "0",
            (_, text) => text,
        }
    }

    /// Reports whether this is a list or a map.
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::List | Kind::Map)
    }

    /// Returns the members or items, in message order.
    pub fn children(self) -> Children<'t> {
        let end = if self.is_container() { self.node().end } else { self.at + 1 };
        Children { tree: self.tree, at: self.at + 1, end }
    }

    /// Returns the format that its message was written in.
    pub(crate) fn syntax(self) -> Syntax {
        self.tree.syntax
    }

    /// Returns which node of its message it is, in document order.
    pub(crate) fn index(self) -> u32 {
        self.at
    }

    /// Returns the first sixteen bytes of its name as a number: see [`prefix_key`].
    pub(crate) fn name_key(self) -> u128 {
        let name = self.node().name;
        prefix_key(self.tree.text.as_bytes().get(name.start as usize..).unwrap_or_default(), name.len as usize)
    }

    /// Returns the node of the same message at an index.
    pub(crate) fn sibling(self, index: u32) -> Self {
        Self { at: index, ..self }
    }

    /// Returns how many nodes it is made of, itself among them.
    pub(crate) fn nodes(self) -> usize {
        self.node().end.saturating_sub(self.at) as usize
    }

    /// Returns the first member of that name.
    pub fn get(self, name: &str) -> Option<Ref<'t>> {
        self.children().find(|child| child.name() == name)
    }
}

/// Shows names and sizes only: a message may hold card data, and so may a name that the other side chose.
impl fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            Kind::Map => f.debug_map().entries(self.children().map(|c| (Word(c.name()), c))).finish(),
            Kind::List => f.debug_list().entries(self.children()).finish(),
            Kind::Null => f.write_str("null"),
            kind => write!(f, "{kind:?}({} bytes)", self.text().len()),
        }
    }
}

/// Iterator over the children of a node.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Ref<'t>;

    fn next(&mut self) -> Option<Ref<'t>> {
        if self.at >= self.end {
            return None;
        }
        let child = Ref { tree: self.tree, at: self.at };
        self.at = child.node().end.max(self.at + 1);
        Some(child)
    }
}
