//! Parsed YAML and JSON: nodes with their line, and numbers with every digit.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use freedompay_runtime::tree::{Kind, Ref};
use freedompay_runtime::wire::json;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::spec::import::finding::ReadError;

/// Maximum nesting; real documents reach about twenty levels.
const MAX_DEPTH: usize = 200;
/// Maximum number of nodes that aliases may add: a few lines can expand to millions.
const MAX_ALIASED: usize = 100_000;

/// A value of a YAML or JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Counted from 1; 0 if unknown.
    pub(crate) line: usize,
    pub(crate) data: Data,
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

    /// Counts the nodes.
    fn size(&self) -> usize {
        match &self.data {
            Data::List(items) => items.iter().map(Node::size).sum::<usize>() + 1,
            Data::Map(members) => members.iter().map(|(_, node)| node.size()).sum::<usize>() + 1,
            _ => 1,
        }
    }
}

/// Parses the documents of a YAML stream; YAML is nearly a superset of JSON. JSON that is not valid YAML is parsed as JSON,
/// without lines.
pub(crate) fn parse(text: &str) -> Result<Vec<Node>, ReadError> {
    let error = match yaml(text) {
        Ok(documents) => return Ok(documents),
        Err(error) => error,
    };
    if !text.trim_start().starts_with(['{', '[']) {
        return Err(error);
    }
    match from_json(text) {
        Ok(node) => Ok(vec![node]),
        Err(Some(duplicate)) if duplicate != error.message => Err(ReadError::at(0, duplicate)),
        Err(_) => Err(error),
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

/// A list or a map whose end was not read yet.
struct Open {
    node: Node,
    anchor: usize,
    /// Key of the next value.
    key: Option<Key>,
    names: BTreeSet<String>,
    /// Members that a merge key brings; those that are written here come before them.
    merged: Vec<(String, Node)>,
}

enum Key {
    Name(String),
    /// `<<`, whose value is an object to take members from, or a list of objects.
    Merge,
}

impl Open {
    /// Closes the list or the map.
    fn close(mut self) -> (Node, usize) {
        if let Data::Map(members) = &mut self.node.data {
            members.extend(self.merged.into_iter().filter(|(name, _)| self.names.insert(name.clone())));
        }
        (self.node, self.anchor)
    }
}

fn yaml(text: &str) -> Result<Vec<Node>, ReadError> {
    let mut documents: Vec<Node> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: BTreeMap<usize, Node> = BTreeMap::new();
    let mut aliased = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e| ReadError::at(e.marker().line(), format!("not valid YAML: {}", e.info())))?;
        let line = span.start.line();
        let is_merge = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<");
        let (node, anchor) = match event {
            Event::MappingStart(anchor, _) => {
                push(&mut open, Node::new(line, Data::Map(Vec::new())), anchor)?;
                continue;
            }
            Event::SequenceStart(anchor, _) => {
                push(&mut open, Node::new(line, Data::List(Vec::new())), anchor)?;
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match open.pop() {
                Some(closed) => closed.close(),
                None => continue,
            },
            Event::Scalar(text, style, anchor, tag) => (scalar_node(line, text, style, tag.as_deref()), anchor),
            Event::Alias(anchor) => {
                let node = anchors
                    .get(&anchor)
                    .ok_or_else(|| ReadError::at(line, "an alias refers to the value that contains it"))?;
                aliased += node.size();
                if aliased > MAX_ALIASED {
                    return Err(ReadError::at(line, format!("YAML aliases expand to more than {MAX_ALIASED} nodes")));
                }
                (node.clone(), 0)
            }
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some(parent) => add(parent, node, is_merge)?,
            None => {
                anchors.clear();
                documents.push(node);
            }
        }
    }
    documents.retain(|document| document.data != Data::Null);
    if documents.is_empty() { Err(ReadError::at(0, "the document is empty")) } else { Ok(documents) }
}

fn push(open: &mut Vec<Open>, node: Node, anchor: usize) -> Result<(), ReadError> {
    if open.len() >= MAX_DEPTH {
        return Err(ReadError::at(node.line, "the document is nested too deeply"));
    }
    open.push(Open { node, anchor, key: None, names: BTreeSet::new(), merged: Vec::new() });
    Ok(())
}

fn add(parent: &mut Open, node: Node, is_merge: bool) -> Result<(), ReadError> {
    match (&mut parent.node.data, parent.key.take()) {
        (Data::List(items), _) => items.push(node),
        (Data::Map(members), Some(Key::Name(key))) => members.push((key, node)),
        (_, Some(Key::Merge)) => merge(parent, node)?,
        _ if is_merge => parent.key = Some(Key::Merge),
        _ => {
            let Some(key) = (if node.data == Data::Null { Some(Cow::Borrowed("")) } else { node.scalar_text() }) else {
                return Err(ReadError::at(node.line, "mapping keys must be strings"));
            };
            if !parent.names.insert(key.clone().into_owned()) {
                return Err(ReadError::at(node.line, format!("duplicate key `{}`", key.escape_debug())));
            }
            parent.key = Some(Key::Name(key.into_owned()));
        }
    }
    Ok(())
}

/// Takes the members of the objects that a merge key names; of one name, the first object's member.
fn merge(parent: &mut Open, node: Node) -> Result<(), ReadError> {
    let line = node.line;
    let sources = match node.data {
        Data::List(items) => items,
        _ => vec![node],
    };
    for source in sources {
        let Data::Map(members) = source.data else {
            return Err(ReadError::at(line, "the merge key `<<` takes an object, or a list of objects"));
        };
        // Closing the object keeps the first of each name.
        parent.merged.extend(members);
    }
    Ok(())
}

fn scalar_node(line: usize, text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Node {
    let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str");
    let data = match text.as_ref() {
        _ if is_text => Data::Text(text.into_owned()),
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        number if is_number(number) => Data::Number(text.into_owned()),
        _ => Data::Text(text.into_owned()),
    };
    Node::new(line, data)
}

/// Returns whether a text is a JSON number. `007` and dates are not.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole == "0" || !whole.starts_with('0');
    all(whole) && all(part) && is_plain && all(exponent.trim_start_matches(['+', '-']))
}
