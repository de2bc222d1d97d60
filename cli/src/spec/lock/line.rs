//! Words of a lock file line, written and read.

use std::borrow::Cow;

use freedompay::Value;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;

/// Writes a text as one word, quoted if necessary.
pub(super) fn word(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(is_plain);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// Writes a field name as one word. Names of nested fields are separated by dots.
pub(super) fn name(text: &str) -> String {
    if text.contains(DOT) { quoted(text) } else { word(text) }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-*/:{}@+?&%".contains(c) || c == DOT
}

const DOT: char = '.';

fn quoted(text: &str) -> String {
    let tree = Tree::from_serialize(&Value::Text(text.to_owned()));
    tree.map(|tree| String::from_utf8_lossy(&json::encode(tree.root())).into_owned()).unwrap_or_default()
}

/// The unread rest of a line.
pub(super) struct Line<'a> {
    rest: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self { rest: line }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    /// Skips the spaces, of which there must be at least one.
    pub(super) fn space(&mut self) -> Result<(), String> {
        let after = self.rest.trim_start_matches(' ');
        if after.len() == self.rest.len() && !after.is_empty() {
            return Err(format!("expected a space before `{}`", short(after)));
        }
        self.rest = after;
        Ok(())
    }

    /// Consumes the character if it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }

    /// Consumes the character, which must be next.
    pub(super) fn expect(&mut self, c: char) -> Result<(), String> {
        if self.take(c) { Ok(()) } else { Err(format!("expected `{c}` before `{}`", short(self.rest))) }
    }

    /// Reads the next word, dots included.
    pub(super) fn word(&mut self) -> Result<Cow<'a, str>, String> {
        self.next(is_plain)
    }

    /// Reads the next word up to a dot.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, String> {
        self.next(|c| is_plain(c) && c != DOT)
    }

    fn next(&mut self, belongs: impl Fn(char) -> bool) -> Result<Cow<'a, str>, String> {
        if self.rest.starts_with('"') {
            return self.quoted().map(Cow::Owned);
        }
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (word, after) = self.rest.split_at(end);
        if word.is_empty() {
            return Err(match short(after).as_str() {
                "" => "unexpected end of line".to_owned(),
                after => format!("expected a word before `{after}`"),
            });
        }
        self.rest = after;
        Ok(Cow::Borrowed(word))
    }

    fn quoted(&mut self) -> Result<String, String> {
        let mut is_escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => {
                    let (text, after) = self.rest.split_at(at + 1);
                    self.rest = after;
                    let tree = json::parse(text.as_bytes())
                        .map_err(|_| format!("{} is not a valid quoted text", short(text)))?;
                    return Ok(tree.root().text().to_owned());
                }
                _ => {}
            }
        }
        Err("unclosed quotation mark".to_owned())
    }
}

/// Truncates a text for messages.
pub(super) fn short(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
