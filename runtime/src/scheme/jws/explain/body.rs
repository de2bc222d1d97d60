//! Bodies that callers sign instead of the bytes they send: the same data, written differently.

use std::fmt::Write as _;

use crate::tree::{Kind, Ref};
use crate::wire::json;

/// Other bytes of the body, and the mistake that signs them.
pub(super) struct Variant {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) bytes: Vec<u8>,
}

/// Lists the other ways to write a body.
pub(super) fn variants(sent: &[u8]) -> Vec<Variant> {
    let mut all = Vec::new();
    let mut add = |code, message: String, bytes: Vec<u8>| {
        if bytes != sent && !all.iter().any(|known: &Variant| known.bytes == bytes) {
            all.push(Variant { code, message, bytes });
        }
    };
    let exact = "the body has to be signed exactly as it is sent";
    let mut with_line = sent.to_vec();
    with_line.push(b'\n');
    add("trailing_newline", format!("the signed body ended with a line break that was not sent; {exact}"), with_line);
    let trimmed = sent.trim_ascii().to_vec();
    add("trailing_newline", format!("the body was signed without surrounding white space; {exact}"), trimmed);
    add("empty_body", format!("an empty body was signed; {exact}"), Vec::new());
    if let Ok(tree) = json::parse(sent) {
        for style in styles() {
            let mut text = String::with_capacity(sent.len());
            style.write(tree.root(), 0, &mut text);
            add(
                "body_rewritten",
                format!("the body was signed in another form: {}; {exact}", style.words()),
                text.into(),
            );
        }
    }
    for other in ["{}", "null", "\"\"", "[]"] {
        add("empty_body", format!("the body was signed as {other}; {exact}"), other.into());
    }
    all
}

/// A way to write JSON.
#[derive(Clone, Copy)]
struct Style {
    layout: Layout,
    sorted: bool,
    ascii: bool,
    slashes: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Layout {
    Compact,
    Spaced,
    Indented(usize),
}

/// Lists the styles, the simplest deviations first.
fn styles() -> Vec<Style> {
    let mut all = Vec::new();
    for sorted in [false, true] {
        for (ascii, slashes) in [(false, false), (true, false), (true, true), (false, true)] {
            for layout in [Layout::Compact, Layout::Spaced, Layout::Indented(2), Layout::Indented(4)] {
                all.push(Style { layout, sorted, ascii, slashes });
            }
        }
    }
    all
}

impl Style {
    fn words(self) -> String {
        let mut words = match self.layout {
            Layout::Compact => "without white space".to_owned(),
            Layout::Spaced => "with a space after each colon and comma".to_owned(),
            Layout::Indented(by) => format!("indented by {by} spaces"),
        };
        for (is_so, message) in [
            (self.sorted, ", members sorted"),
            (self.ascii, ", non-ASCII characters as \\u escapes"),
            (self.slashes, ", slashes escaped"),
        ] {
            words.push_str(if is_so { message } else { "" });
        }
        words
    }

    fn write(self, node: Ref<'_>, level: usize, out: &mut String) {
        match node.kind() {
            Kind::Text => self.string(node.text(), out),
            Kind::List => self.items(node, ['[', ']'], level, out),
            Kind::Map => self.items(node, ['{', '}'], level, out),
            Kind::Null => out.push_str("null"),
            _ => out.push_str(node.text()),
        }
    }

    fn items(self, node: Ref<'_>, [open, close]: [char; 2], level: usize, out: &mut String) {
        let mut items: Vec<Ref<'_>> = node.children().collect();
        if self.sorted && node.kind() == Kind::Map {
            items.sort_by(|a, b| a.name().cmp(b.name()));
        }
        let line = |out: &mut String, level: usize| {
            if let Layout::Indented(by) = self.layout {
                // Writing to a String does not fail.
                let _ = write!(out, "\n{:1$}", "", by * level);
            }
        };
        out.push(open);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(if self.layout == Layout::Spaced { ", " } else { "," });
            }
            line(out, level + 1);
            if node.kind() == Kind::Map {
                self.string(item.name(), out);
                out.push_str(if self.layout == Layout::Compact { ":" } else { ": " });
            }
            self.write(*item, level + 1, out);
        }
        if !items.is_empty() {
            line(out, level);
        }
        out.push(close);
    }

    fn string(self, text: &str, out: &mut String) {
        out.push('"');
        for letter in text.chars() {
            let _ = match letter {
                '"' => out.write_str("\\\""),
                '\\' => out.write_str("\\\\"),
                '\n' => out.write_str("\\n"),
                '\r' => out.write_str("\\r"),
                '\t' => out.write_str("\\t"),
                '/' if self.slashes => out.write_str("\\/"),
                letter if letter < ' ' => write!(out, "\\u{:04x}", u32::from(letter)),
                letter if self.ascii && !letter.is_ascii() => {
                    letter.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))
                }
                letter => out.write_char(letter),
            };
        }
        out.push('"');
    }
}
