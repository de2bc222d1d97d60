//! JSON, with numbers kept as their tokens.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{MAX_DEPTH, WireError, too_deep, too_large, utf8, without_mark};
use crate::tree::{Kind, Ref, Tree, TreeWriter};

/// Writes a message as compact JSON.
pub fn encode(node: Ref<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    write(node, &mut out, None);
    out
}

/// Writes a message as indented JSON, two spaces a level.
pub fn encode_pretty(node: Ref<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    write(node, &mut out, Some(0));
    out
}

/// Writes the members that `keep` lets through as one compact JSON object.
pub(crate) fn encode_members(map: Ref<'_>, keep: &dyn Fn(&str) -> bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    items(&mut out, *b"{}", map.children().filter(|member| keep(member.name())), None);
    out
}

/// Writes a node; `indent` is the level of indented JSON.
fn write(node: Ref<'_>, out: &mut Vec<u8>, indent: Option<usize>) {
    match node.kind() {
        Kind::Null => out.extend_from_slice(b"null"),
        Kind::Bool | Kind::Number => out.extend_from_slice(node.text().as_bytes()),
        Kind::Text => string(node.text(), out),
        Kind::List => items(out, *b"[]", node.children(), indent),
        Kind::Map => items(out, *b"{}", node.children(), indent),
    }
}

fn items<'t>(out: &mut Vec<u8>, [open, close]: [u8; 2], items: impl Iterator<Item = Ref<'t>>, indent: Option<usize>) {
    let line = |out: &mut Vec<u8>, level: usize| {
        out.push(b'\n');
        out.resize(out.len() + 2 * level, b' ');
    };
    out.push(open);
    let mut any = false;
    for item in items {
        if any {
            out.push(b',');
        }
        any = true;
        if let Some(level) = indent {
            line(out, level + 1);
        }
        if open == b'{' {
            string(item.name(), out);
            out.extend_from_slice(if indent.is_some() { b": " } else { b":" });
        }
        write(item, out, indent.map(|level| level + 1));
    }
    if let Some(level) = indent.filter(|_| any) {
        line(out, level);
    }
    out.push(close);
}

fn string(text: &str, out: &mut Vec<u8>) {
    // Writing to a Vec cannot fail, and a str always serialises.
    let _ = serde_json::to_writer(out, text);
}

/// Parses a JSON document, with or without a byte order mark before it.
///
/// # Errors
/// If it is not JSON, or nested too deep.
pub fn parse(bytes: &[u8]) -> Result<Tree, WireError> {
    let text = without_mark(utf8(bytes)?);
    let raw: &RawValue = serde_json::from_str(text).map_err(|e| bad(&e))?;
    let mut writer = TreeWriter::new();
    read("", raw.get(), &mut writer, 0)?;
    writer.finish().ok_or_else(too_large)
}

/// Rewords the error: `serde_json`'s own message can quote the input.
fn bad(error: &serde_json::Error) -> WireError {
    WireError::new(format!("it is not valid JSON (line {}, column {})", error.line(), error.column()))
}

/// Reads one valid JSON value without space around it. `serde_json` scans it once a level, so depth is bounded.
fn read(name: &str, text: &str, writer: &mut TreeWriter, depth: usize) -> Result<(), WireError> {
    if depth > MAX_DEPTH {
        return Err(too_deep());
    }
    let mut json = serde_json::Deserializer::from_str(text);
    match text.as_bytes().first() {
        Some(b'{') => {
            writer.begin(name, Kind::Map);
            json.deserialize_map(Level { writer, depth, failed: None }).map_err(|e| bad(&e))??;
            writer.end();
        }
        Some(b'[') => {
            writer.begin(name, Kind::List);
            json.deserialize_seq(Level { writer, depth, failed: None }).map_err(|e| bad(&e))??;
            writer.end();
        }
        Some(b'"') => {
            let text: Text<'_> = serde_json::from_str(text).map_err(|e| bad(&e))?;
            writer.leaf(name, Kind::Text, &text.0);
        }
        Some(b't' | b'f') => writer.leaf(name, Kind::Bool, text),
        Some(b'n') => writer.leaf(name, Kind::Null, ""),
        _ => writer.leaf(name, Kind::Number, text),
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Level<'w> {
    writer: &'w mut TreeWriter,
    depth: usize,
    failed: Option<WireError>,
}

impl Level<'_> {
    fn child(&mut self, name: &str, raw: &RawValue) {
        if self.failed.is_none() {
            self.failed = read(name, raw.get(), self.writer, self.depth + 1).err();
        }
    }

    fn done(self) -> Result<(), WireError> {
        self.failed.map_or(Ok(()), Err)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = Result<(), WireError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some((name, raw)) = map.next_entry::<Text<'de>, &RawValue>()? {
            self.child(&name.0, raw);
        }
        Ok(self.done())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self::Value, A::Error> {
        while let Some(raw) = items.next_element::<&RawValue>()? {
            self.child("", raw);
        }
        Ok(self.done())
    }
}
