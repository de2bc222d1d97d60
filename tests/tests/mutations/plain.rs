//! Messages read and verified at their plainest, by nothing of the library: what the properties are checked against.

use std::fmt;

use md5::{Digest as _, Md5};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// A message; members keep their order, and may repeat.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Returns the members of that name.
    pub(crate) fn all(&self, name: &str) -> Vec<&Node> {
        let Node::Map(members) = self else { return Vec::new() };
        members.iter().filter(|(known, _)| known == name).map(|(_, node)| node).collect()
    }

    /// Returns the text of the only member of that name; nothing if there are several.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.all(name).as_slice() {
            [Node::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns every path with its value, sorted: two messages with the same leaves mean the same.
    pub(crate) fn leaves(&self) -> Vec<(String, String)> {
        let mut leaves = Vec::new();
        self.collect("", &mut leaves);
        // Stable: values of one name keep their order.
        leaves.sort_by(|(one, _), (other, _)| one.cmp(other));
        leaves
    }

    fn collect(&self, path: &str, leaves: &mut Vec<(String, String)>) {
        match self {
            Node::Text(text) => leaves.push((path.to_owned(), text.clone())),
            Node::List(items) => items.iter().for_each(|item| item.collect(path, leaves)),
            Node::Map(members) => {
                for (name, node) in members {
                    node.collect(&format!("{path}/{name}"), leaves);
                }
            }
        }
    }
}

/// An open element: its name, its text, its members.
type Element = (String, String, Vec<(String, Node)>);

/// Reads XML: text and elements; nothing of what is not well formed.
pub(crate) fn xml(bytes: &[u8]) -> Option<Node> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push((start.name().as_ref().to_owned(), String::new(), Vec::new())),
            Event::End(_) => {
                let (name, text, members) = open.pop()?;
                let node = if members.is_empty() && !open.is_empty() { Node::Text(text) } else { Node::Map(members) };
                match open.last_mut() {
                    Some((.., siblings)) => siblings.push((name, node)),
                    None => root = Some(node),
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref().ok()? {
                    Some(c) => c,
                    None => match reference.xml10_content().as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return None,
                    },
                };
                add(&mut open, c.encode_utf8(&mut [0; 4]));
            }
            Event::Eof if open.is_empty() => return root,
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some((_, of_element, _)) = open.last_mut() {
        of_element.push_str(text);
    }
}

/// Returns the signature by the provider's rule: script, values in the order of their names, key; MD5 in hexadecimal.
pub(crate) fn pg_sig(script: &str, message: &Node, key: &str) -> String {
    let mut parts = vec![script.to_owned()];
    values(message, &mut parts);
    parts.push(key.to_owned());
    Md5::digest(parts.join(";")).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn values(node: &Node, parts: &mut Vec<String>) {
    match node {
        Node::Text(text) => parts.push(text.clone()),
        Node::List(items) => items.iter().for_each(|item| values(item, parts)),
        Node::Map(members) => {
            let mut sorted: Vec<_> = members.iter().filter(|(name, _)| name != "pg_sig").collect();
            sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
            for (_, node) in sorted {
                values(node, parts);
            }
        }
    }
}

/// Reads JSON; nothing of what is not JSON.
pub(crate) fn json(bytes: &[u8]) -> Option<Node> {
    serde_json::from_slice(bytes).ok()
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

macro_rules! text {
    ($($visit:ident: $value:ty,)*) => {
        $(fn $visit<E: serde::de::Error>(self, value: $value) -> Result<Node, E> {
            Ok(Node::Text(value.to_string()))
        })*
    };
}

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    text! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Node, E> {
        Ok(Node::Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(member) = members.next_entry()? {
            map.push(member);
        }
        if map.len() > 10_000 { Err(A::Error::custom("too many members")) } else { Ok(Node::Map(map)) }
    }
}
