//! A document as nodes that know their line, with every digit as it was written.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use freedompay::tree::{Kind, Ref};
use freedompay::wire::json;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::spec::import::finding::ReadError;

/// Documents of APIs are nested some twenty levels deep.
const MAX_DEPTH: usize = 200;
/// Nodes that aliases may add: a few lines of them can stand for millions.
const MAX_ALIASED: usize = 100_000;

/// A value of a YAML or JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Counted from 1; 0 if it is not known.
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
    pub(crate) const fn new(line: usize, data: Data) -> Self {
        Self { line, data }
    }

    pub(crate) fn from_text(text: &str) -> Self {
        Self::new(0, Data::Text(text.to_owned()))
    }

    pub(crate) fn members(&self) -> &[(String, Node)] {
        if let Data::Map(members) = &self.data { members } else { &[] }
    }

    pub(crate) fn items(&self) -> &[Node] {
        if let Data::List(items) = &self.data { items } else { &[] }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.members().iter().find(|(known, _)| known == name).map(|(_, node)| node)
    }

    /// A text that is written as one.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Data::Text(text) = &self.data { Some(text) } else { None }
    }

    /// The text of a member.
    pub(crate) fn member_text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// Whether a member is there and true.
    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|node| node.data == Data::Bool(true))
    }

    /// Any single value as text.
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

    fn size(&self) -> usize {
        match &self.data {
            Data::List(items) => items.iter().map(Node::size).sum::<usize>() + 1,
            Data::Map(members) => members.iter().map(|(_, node)| node.size()).sum::<usize>() + 1,
            _ => 1,
        }
    }
}

/// Reads YAML, of which JSON is nearly a part; JSON that is not is read as such, without lines.
pub(crate) fn parse(text: &str) -> Result<Node, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let error = match yaml(text) {
        Ok(node) => return Ok(node),
        Err(error) => error,
    };
    match json::parse(text.as_bytes()) {
        Ok(tree) if text.trim_start().starts_with(['{', '[']) => Ok(from_tree(tree.root())),
        _ => Err(error),
    }
}

/// A message as nodes. Elements of one name are a list.
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
        // `Null`, and what a later version may bring.
        _ => Data::Null,
    };
    Node::new(0, data)
}

/// A list or a map that is not closed yet.
struct Open {
    node: Node,
    anchor: usize,
    /// The key whose value comes next.
    key: Option<String>,
    names: BTreeSet<String>,
}

fn yaml(text: &str) -> Result<Node, ReadError> {
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: BTreeMap<usize, Node> = BTreeMap::new();
    let mut aliased = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e| ReadError::at(e.marker().line(), format!("it is no YAML: {}", e.info())))?;
        let line = span.start.line();
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
                Some(closed) => (closed.node, closed.anchor),
                None => continue,
            },
            Event::Scalar(text, style, anchor, tag) => (scalar_node(line, text, style, tag.as_deref()), anchor),
            Event::Alias(anchor) => {
                let node =
                    anchors.get(&anchor).ok_or_else(|| ReadError::at(line, "an alias stands inside its own value"))?;
                aliased += node.size();
                if aliased > MAX_ALIASED {
                    return Err(ReadError::at(line, "its aliases stand for more than anybody would write"));
                }
                (node.clone(), 0)
            }
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some(parent) => add(parent, node)?,
            // Further documents in the same text are none of ours.
            None => return Ok(node),
        }
    }
    Err(ReadError::at(0, "it is empty"))
}

fn push(open: &mut Vec<Open>, node: Node, anchor: usize) -> Result<(), ReadError> {
    if open.len() >= MAX_DEPTH {
        return Err(ReadError::at(node.line, "it is nested too deep"));
    }
    open.push(Open { node, anchor, key: None, names: BTreeSet::new() });
    Ok(())
}

fn add(parent: &mut Open, node: Node) -> Result<(), ReadError> {
    match (&mut parent.node.data, parent.key.take()) {
        (Data::List(items), _) => items.push(node),
        (Data::Map(members), Some(key)) => members.push((key, node)),
        _ => {
            let Some(key) = (if node.data == Data::Null { Some(Cow::Borrowed("")) } else { node.scalar_text() }) else {
                return Err(ReadError::at(node.line, "a name is a text, and here is a list or an object"));
            };
            if !parent.names.insert(key.clone().into_owned()) {
                return Err(ReadError::at(node.line, format!("`{}` is there twice", key.escape_debug())));
            }
            parent.key = Some(key.into_owned());
        }
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

/// A number as JSON writes it. `007` is none, nor is a date.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole == "0" || !whole.starts_with('0');
    all(whole) && all(part) && is_plain && all(exponent.trim_start_matches(['+', '-']))
}
