//! The writer of a message, node by node.

use std::fmt;

use super::{Kind, Node, Ref, Span, Syntax, Tree};

/// Total text of one message; far above any documented limit, far below the index width.
const MAX_TEXT: usize = 64 << 20;

/// Builds a [`Tree`] in document order.
pub struct TreeWriter {
    pub(super) tree: Tree,
    open: Vec<u32>,
    too_large: bool,
}

impl Default for TreeWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl TreeWriter {
    /// Creates an empty writer.
    pub fn new() -> Self {
        Self::with_capacity(512, 32)
    }

    /// Creates an empty writer with room for so many bytes of names and texts, and so many nodes.
    pub(crate) fn with_capacity(text: usize, nodes: usize) -> Self {
        Self {
            tree: Tree { text: String::with_capacity(text), nodes: Vec::with_capacity(nodes), syntax: Syntax::Json },
            open: Vec::new(),
            too_large: false,
        }
    }

    /// Sets the format that the message was written in.
    pub(crate) fn syntax(mut self, syntax: Syntax) -> Self {
        self.tree.syntax = syntax;
        self
    }

    /// Clears the message, and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.tree.text.clear();
        self.tree.nodes.clear();
        self.open.clear();
    }

    /// Opens a list or a map.
    pub fn begin(&mut self, name: &str, kind: Kind) {
        self.open.push(index(self.tree.nodes.len()));
        self.node(name, kind, "");
    }

    /// Closes the list or map that was opened last.
    pub fn end(&mut self) {
        let end = index(self.tree.nodes.len());
        if let Some(node) = self.open.pop().and_then(|at| self.tree.nodes.get_mut(at as usize)) {
            node.end = end;
        }
    }

    /// Adds a leaf.
    pub fn leaf(&mut self, name: &str, kind: Kind, text: &str) {
        self.node(name, kind, text);
    }

    /// Adds a copy of a node of another message, under its own name.
    pub fn copy(&mut self, node: Ref<'_>) {
        if node.is_container() {
            self.begin(node.name(), node.kind());
            node.children().for_each(|child| self.copy(child));
            self.end();
        } else {
            self.leaf(node.name(), node.kind(), node.text());
        }
    }

    /// Sets the name of a node afterwards.
    pub(super) fn rename(&mut self, at: usize, name: &str) {
        self.too_large |= self.tree.text.len() + name.len() > MAX_TEXT;
        if let Some(node) = self.tree.nodes.get_mut(at).filter(|_| !self.too_large) {
            node.name = append(&mut self.tree.text, name);
        }
    }

    /// Adds a leaf whose text is formatted straight into the buffer.
    pub(crate) fn display(&mut self, name: &str, kind: Kind, value: &(impl fmt::Display + ?Sized)) {
        use fmt::Write as _;
        self.node(name, kind, "");
        let start = self.tree.text.len();
        // Writing to a String fails only if the value's own Display does; the text written until then stays.
        let _ = write!(self.tree.text, "{value}");
        let len = self.tree.text.len() - start;
        self.too_large |= self.tree.text.len() > MAX_TEXT;
        if let Some(node) = self.tree.nodes.last_mut() {
            node.data = Span { start: index(start), len: index(len) };
        }
    }

    /// Returns the finished message, or nothing if it is larger than any message may be.
    pub fn finish(self) -> Option<Tree> {
        (!self.too_large).then_some(self.tree)
    }

    fn node(&mut self, name: &str, kind: Kind, text: &str) {
        if self.tree.text.len() + name.len() + text.len() > MAX_TEXT {
            self.too_large = true;
            return;
        }
        let node = Node {
            kind,
            name: append(&mut self.tree.text, name),
            data: append(&mut self.tree.text, text),
            end: index(self.tree.nodes.len() + 1),
        };
        self.tree.nodes.push(node);
    }
}

pub(super) fn append(buffer: &mut String, text: &str) -> Span {
    let start = index(buffer.len());
    buffer.push_str(text);
    Span { start, len: index(text.len()) }
}

/// Converts a length. Every length here is bounded by [`MAX_TEXT`], so the conversion never saturates.
pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
