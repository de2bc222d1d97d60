//! Schemas resolved: references followed once, `allOf` merged, nullability and alternatives told apart. Every keyword of a
//! schema is read or noted as not taken over, so that nothing is lost without a word.

use super::alternatives::combine;
use super::keywords::keyword;
use super::resolved::{MAX_FIELDS, Mark, Schema};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;

/// Maximum number of schemas merged into one, and of their nesting.
const MAX_MERGED: usize = 2000;
const MAX_DEPTH: usize = 24;

/// Merges schemas, knowing the references that enclose them.
pub(crate) struct Resolver<'r, 'n> {
    pub(crate) root: &'n Node,
    /// References to the enclosing types.
    pub(crate) enclosing: &'r [String],
    path: Vec<&'n str>,
    /// Number of references before the current alternative.
    base: usize,
    read: usize,
}

impl<'r, 'n> Resolver<'r, 'n> {
    pub(crate) const fn new(root: &'n Node, enclosing: &'r [String]) -> Self {
        Self { root, enclosing, path: Vec::new(), base: 0, read: 0 }
    }

    /// Merges all of these schemas.
    pub(crate) fn resolve(&mut self, nodes: &[&'n Node]) -> Result<Schema<'n>, ReadError> {
        let mut schema = Schema::at(nodes.first().map_or(0, |node| node.line));
        for node in nodes {
            self.merge(&mut schema, node, 0)?;
        }
        if schema.properties.len() > MAX_FIELDS {
            return Err(ReadError::at(schema.line, format!("the object has more than {MAX_FIELDS} fields")));
        }
        Ok(schema)
    }

    fn merge(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        self.read += 1;
        if depth > MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} schemas refer to each other in a row");
            return Err(ReadError::at(node.line, message));
        }
        if self.read > MAX_MERGED {
            return Err(ReadError::at(node.line, format!("more than {MAX_MERGED} schemas apply together")));
        }
        for (name, value) in node.members() {
            keyword(into, name, value);
        }
        if !matches!(node.data, Data::Map(_) | Data::Bool(true) | Data::Null) {
            into.notes.push("a schema is not an object; ignored".to_owned());
        }
        if let Some(pointer) = node.member_text("$ref") {
            self.follow(into, node, pointer, depth)?;
        }
        for inner in node.get("allOf").map_or(&[][..], list) {
            self.merge(into, inner, depth + 1)?;
        }
        self.alternatives(into, node, depth)
    }

    /// Merges the schema that a reference names, unless it contains this one.
    fn follow(
        &mut self,
        into: &mut Schema<'n>,
        node: &'n Node,
        pointer: &'n str,
        depth: usize,
    ) -> Result<(), ReadError> {
        if self.enclosing.iter().any(|known| known == pointer) {
            into.set(Mark::Circular, true);
            return Ok(());
        }
        match self.path.iter().position(|known| *known == pointer) {
            Some(at) if at < self.base => {
                into.set(Mark::Circular, true);
                return Ok(());
            }
            // Two references that name only each other have no content at all.
            Some(_) => {
                refs::resolve(self.root, node)?;
                return Err(ReadError::at(node.line, "`allOf`, `anyOf` or `oneOf` contains itself"));
            }
            None => {}
        }
        let target = refs::find(self.root, pointer).map_err(|message| ReadError::at(node.line, message))?;
        if !into.pointers.contains(&pointer) {
            into.pointers.push(pointer);
        }
        self.path.push(pointer);
        let merged = self.merge(into, target, depth + 1);
        self.path.pop();
        merged
    }

    /// Merges `anyOf` and `oneOf`: an only alternative besides `null` is the schema itself.
    fn alternatives(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        let all = ["anyOf", "oneOf"].into_iter().filter_map(|name| node.get(name)).flat_map(list);
        let (nulls, others): (Vec<&'n Node>, Vec<&'n Node>) = all.partition(|one| is_null(one));
        into.set(Mark::Nullable, !nulls.is_empty());
        match others.as_slice() {
            [] => Ok(()),
            [one] => self.alternative(into, one, depth),
            several => {
                let mut read = Vec::new();
                for one in several {
                    let mut schema = Schema::at(one.line);
                    self.alternative(&mut schema, one, depth)?;
                    read.push(schema);
                }
                combine(into, read);
                Ok(())
            }
        }
    }

    fn alternative(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        let base = std::mem::replace(&mut self.base, self.path.len());
        let merged = self.merge(into, node, depth + 1);
        self.base = base;
        merged
    }
}

/// Returns the schemas of a list; one alone stands for a list of one.
fn list(node: &Node) -> &[Node] {
    if node.is_map() { std::slice::from_ref(node) } else { node.items() }
}

/// Returns whether a schema allows nothing but `null`.
fn is_null(node: &Node) -> bool {
    let is_only_null = |list: &Node| !list.items().is_empty() && list.items().iter().all(|one| one.data == Data::Null);
    node.data == Data::Null
        || node.member_text("type") == Some("null")
        || node.get("type").is_some_and(|kind| kind.data == Data::Null)
        || node.get("enum").is_some_and(is_only_null)
        || node.get("const").is_some_and(|value| value.data == Data::Null)
}
