//! YAML read event by event, so that limits on depth, size and aliases apply while reading.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::node::{Data, Node, from_json};
use crate::spec::import::finding::ReadError;

/// Maximum nesting; real documents reach about twenty levels.
const MAX_DEPTH: usize = 200;
/// Maximum number of nodes that aliases may add: a few lines can expand to millions.
const MAX_ALIASED: usize = 100_000;

/// How comments of JavaScript begin.
pub(crate) const COMMENTS: [&str; 2] = ["//", "/*"];
pub(crate) const NO_COMMENTS: &str = "comments with `//` or `/*` are not part of JSON or YAML";

/// Parses the documents of a YAML stream; YAML is nearly a superset of JSON. JSON that is not valid YAML is parsed as JSON,
/// without lines.
pub(crate) fn parse(text: &str) -> Result<Vec<Node>, ReadError> {
    if COMMENTS.iter().any(|start| text.trim_start().starts_with(start)) {
        return Err(ReadError::at(1, format!("not an OpenAPI document: {NO_COMMENTS}")));
    }
    let error = match read(text) {
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

/// Reads the documents of a stream.
fn read(text: &str) -> Result<Vec<Node>, ReadError> {
    let mut documents: Vec<Node> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: BTreeMap<usize, Node> = BTreeMap::new();
    let mut aliased = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e| ReadError::at(e.marker().line(), format!("not valid YAML: {}", e.info())))?;
        let line = span.start.line();
        let is_merge = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<");
        // A key is a name, whatever its text would be as a value.
        let written = if let Event::Scalar(text, ..) = &event { Some(text.clone().into_owned()) } else { None };
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
            Some(parent) => add(parent, node, written, is_merge)?,
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

fn add(parent: &mut Open, node: Node, written: Option<String>, is_merge: bool) -> Result<(), ReadError> {
    match (&mut parent.node.data, parent.key.take()) {
        (Data::List(items), _) => items.push(node),
        (Data::Map(members), Some(Key::Name(key))) => members.push((key, node)),
        (_, Some(Key::Merge)) => merge(parent, node)?,
        _ if is_merge => parent.key = Some(Key::Merge),
        _ => {
            let Some(key) = written.or_else(|| node.name().map(Cow::into_owned)) else {
                return Err(ReadError::at(node.line, "mapping keys must be strings"));
            };
            if !parent.names.insert(key.clone()) {
                return Err(ReadError::at(node.line, format!("duplicate key `{}`", key.escape_debug())));
            }
            parent.key = Some(Key::Name(key));
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
        plain => number(plain).map_or_else(|| Data::Text(plain.to_owned()), Data::Number),
    };
    Node::new(line, data)
}

/// Reads a number as JSON writes it: `0x10` is 16, and `1_000` is 1000. `007`, `.inf` and dates are texts.
fn number(text: &str) -> Option<String> {
    if is_number(text) {
        return Some(text.to_owned());
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let of_base = |digits: &str, base: u32| {
        let is_plain = digits.starts_with(|c: char| c.is_digit(base)) && digits.len() < 30;
        i128::from_str_radix(digits, base).ok().filter(|_| is_plain).map(|number| number.to_string())
    };
    let whole = match (digits.strip_prefix("0x"), digits.strip_prefix("0o")) {
        (Some(digits), _) => of_base(digits, 16)?,
        (_, Some(digits)) => of_base(digits, 8)?,
        _ => {
            let is_begun = digits.strip_prefix('.').unwrap_or(digits).starts_with(|c: char| c.is_ascii_digit());
            let mut plain = digits.replace('_', "");
            if plain.starts_with('.') {
                plain.insert(0, '0');
            }
            let trimmed = plain.strip_suffix('.').filter(|_| is_begun).unwrap_or(&plain);
            Some(trimmed.to_owned()).filter(|plain| is_begun && is_number(plain))?
        }
    };
    Some(format!("{sign}{whole}"))
}

/// Returns whether a text is a JSON number.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole == "0" || !whole.starts_with('0');
    all(whole) && all(part) && is_plain && all(exponent.trim_start_matches(['+', '-']))
}

#[cfg(test)]
mod tests {
    use super::super::node::{Data, Node};
    use super::{number, read};

    #[test]
    fn numbers_are_those_of_json() {
        for (text, expected) in [
            ("0x10", "16"),
            ("0xFF", "255"),
            ("-0x1", "-1"),
            ("0o7", "7"),
            ("1_000", "1000"),
            ("-1_000.5", "-1000.5"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1e3", "1e3"),
            ("10.50", "10.50"),
        ] {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "007",
            "2026-06-30",
            "12:30:00",
            ".inf",
            "-.inf",
            ".nan",
            "0x",
            "0o8",
            "0xZ",
            "_1",
            ".",
            "+",
            "-",
            "",
            "1.2.3",
            "0x-1",
            "--1",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_the_names_that_are_written() {
        let documents = read("null: 1\n~: 2\ntrue: 3\nTrue: 4\n0x10: 5\n1.50: 6\n007: 7\n2026-06-30: 8\n: 9\n");
        let names = |node: &Node| node.members().iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let names = documents.map(|documents| documents.first().map(names).unwrap_or_default());
        let expected = ["null", "~", "true", "True", "0x10", "1.50", "007", "2026-06-30", ""];
        assert_eq!(names, Ok(expected.map(str::to_owned).to_vec()));
        assert_eq!(read("[~, null]").map(|all| all[0].items()[0].data.clone()), Ok(Data::Null));
    }
}
