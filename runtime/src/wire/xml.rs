//! XML messages: elements and text. Only the five predefined entities and characters by number are expanded; a
//! document type is rejected.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesRef, Event};

use super::{MAX_DEPTH, WireError, too_deep, too_large, utf8, without_mark};
use crate::tree::{Kind, Ref, Syntax, Tree, TreeWriter};

/// Parses a message. The children of the root element become its members; an element with children is a map, any
/// other is text exactly as written (entities resolved). Attributes and comments are ignored.
///
/// # Errors
/// If it is not well formed, has a document type, unknown entities or text beside elements, or is nested too deep.
pub fn parse(bytes: &[u8]) -> Result<Tree, WireError> {
    let text = utf8(bytes)?;
    let mut reader = Reader::from_str(without_mark(text));
    let mut building = Building {
        writer: TreeWriter::with_capacity(text.len(), 32).syntax(Syntax::Xml),
        open: Vec::new(),
        spare: Vec::new(),
        rooted: false,
    };
    loop {
        let event = reader
            .read_event()
            .map_err(|_| WireError::new(format!("it is not well-formed XML (at byte {})", reader.error_position())))?;
        match event {
            Event::Start(start) => building.open(start.name().as_ref())?,
            Event::Empty(start) => {
                building.open(start.name().as_ref())?;
                building.close()?;
            }
            Event::End(_) => building.close()?,
            Event::Text(text) => building.text(&text.xml10_content())?,
            Event::CData(text) => building.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let c = character(&reference)
                    .ok_or_else(|| WireError::new("it contains an entity that is not predefined"))?;
                building.text(c.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(_) => return Err(WireError::new("it has a document type, which is not accepted")),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return building.finish(),
        }
    }
}

fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Some(c) = reference.resolve_char_ref().ok()? {
        return Some(c);
    }
    Some(match reference.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[derive(Default)]
struct Element {
    name: String,
    text: String,
    has_children: bool,
}

struct Building {
    writer: TreeWriter,
    open: Vec<Element>,
    /// Closed elements, for reuse of their buffers.
    spare: Vec<Element>,
    rooted: bool,
}

impl Building {
    fn open(&mut self, name: &str) -> Result<(), WireError> {
        if self.open.len() > MAX_DEPTH {
            return Err(too_deep());
        }
        // The parser takes everything before a space or the end of the tag.
        let is_part_of_name = |b: u8| b.is_ascii_alphanumeric() || b"_-.:".contains(&b) || !b.is_ascii();
        if !name.bytes().all(is_part_of_name) {
            return Err(WireError::new("an element has an invalid name"));
        }
        match self.open.last_mut() {
            None if self.rooted => return Err(WireError::new("it has more than one root element")),
            None => self.writer.begin("", Kind::Map),
            Some(parent) => {
                if !parent.text.trim().is_empty() {
                    return Err(mixed());
                }
                if !parent.has_children && self.open.len() > 1 {
                    self.begin_parent();
                }
            }
        }
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
            parent.text.clear();
        }
        self.rooted = true;
        let mut element = self.spare.pop().unwrap_or_default();
        name.clone_into(&mut element.name);
        element.text.clear();
        element.has_children = false;
        self.open.push(element);
        Ok(())
    }

    /// Begins the innermost open element, which turns out to be a map.
    fn begin_parent(&mut self) {
        if let Some(parent) = self.open.last() {
            self.writer.begin(&parent.name, Kind::Map);
        }
    }

    fn text(&mut self, text: &str) -> Result<(), WireError> {
        let is_blank = text.trim().is_empty();
        match self.open.last_mut() {
            None if is_blank => Ok(()),
            None => Err(WireError::new("it has text outside its root element")),
            Some(element) if element.has_children => {
                if is_blank {
                    Ok(())
                } else {
                    Err(mixed())
                }
            }
            Some(element) => {
                element.text.push_str(text);
                Ok(())
            }
        }
    }

    fn close(&mut self) -> Result<(), WireError> {
        let Some(element) = self.open.pop() else { return Ok(()) };
        let is_root = self.open.is_empty();
        if is_root && !element.text.trim().is_empty() {
            return Err(WireError::new("its root element contains text instead of fields"));
        }
        if element.has_children || is_root {
            self.writer.end();
        } else {
            self.writer.leaf(&element.name, Kind::Text, &element.text);
        }
        self.spare.push(element);
        Ok(())
    }

    fn finish(self) -> Result<Tree, WireError> {
        if !self.rooted {
            return Err(WireError::new("it has no root element"));
        }
        if !self.open.is_empty() {
            return Err(WireError::new("it ends before its root element does"));
        }
        self.writer.finish().ok_or_else(too_large)
    }
}

fn mixed() -> WireError {
    WireError::new("it has text beside elements")
}

/// Writes a message under a root element.
pub fn encode(root: &str, message: Ref<'_>) -> String {
    let mut out = String::from(r#"<?xml version="1.0" encoding="utf-8"?>"#);
    element(root, message, &mut out);
    out
}

fn element(name: &str, node: Ref<'_>, out: &mut String) {
    if node.kind() == Kind::List {
        for item in node.children() {
            element(name, item, out);
        }
        return;
    }
    out.push('<');
    out.push_str(name);
    out.push('>');
    if node.is_container() {
        for child in node.children() {
            element(child.name(), child, out);
        }
    } else {
        escape_into(node.form_text(), out);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Appends a text as the content of an element or of a quoted attribute. The caller keeps out characters that XML 1.0
/// cannot contain.
pub fn escape_into(text: &str, out: &mut String) {
    // A parser would read a bare carriage return as a line feed.
    out.push_str(&escape(text).replace('\r', "&#13;"));
}
