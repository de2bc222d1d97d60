//! Recipes for a `pg_sig`: the right one, and those with mistakes.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::secret::Secret;
use crate::sign::pg_sig;

use super::node::{Content, MaskedText, Node};
use super::spelling::Spelling;

/// The choice at each stage. The default is right.
#[derive(Clone, Default)]
pub(super) struct Recipe {
    script: Option<String>,
    nesting: Nesting,
    order: Order,
    drops: Vec<Drop>,
    spelling: Spelling,
    join: Join,
    key: Key,
}

/// One deviation from the right recipe.
#[derive(Clone)]
pub(super) enum Change {
    Script(String),
    Nesting(Nesting),
    Order(Order),
    Drop(Drop),
    Spelling(Spelling),
    Join(Join),
    Key(Key),
}

#[derive(Clone, Copy, Default)]
pub(super) enum Nesting {
    /// Nested values in place of their parent.
    #[default]
    InPlace,
    /// All leaves on one level, ordered by their bracket names.
    Flat,
    /// A nested value as one JSON text.
    Json,
    /// Nested values left out.
    Skipped,
    /// The word `Array`, which PHP prints for an array.
    Word,
    /// Items in the order of their indexes as texts: 0, 1, 10, 2.
    IndexAsText,
}

#[derive(Clone, Copy, Default)]
pub(super) enum Order {
    #[default]
    Bytes,
    Message,
    IgnoringCase,
    Backwards,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Drop {
    /// Fields without `pg_`.
    Foreign,
    Empty,
    /// Values that PHP's `empty` calls empty, also `0`.
    Falsy,
    /// A field of the outermost level.
    Field(Cow<'static, str>),
    /// No field; an empty `pg_sig` is signed, too.
    KeepingSig,
    /// No field; members named `pg_sig` inside nested values are signed, too.
    KeepingInnerSigs,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Join {
    #[default]
    Right,
    /// No separator between the last value and the key.
    BareKey,
    /// No separator between the script name and the first value.
    BareScript,
    /// A separator after the key.
    Trailing,
    KeyAfterScript,
    KeyBeforeScript,
    WithoutKey,
    /// `name=value`.
    Named,
    /// Another separator.
    With(&'static str),
}

#[derive(Clone, Default)]
pub(super) enum Key {
    /// The key that signs such calls.
    #[default]
    Right,
    /// Another key of the shop.
    Other(Secret),
    /// The key with a prefix and a suffix.
    Padded(&'static str, &'static str),
}

/// A string to sign: its bytes and its masked form.
pub(super) struct StringToSign {
    pub(super) bytes: Vec<u8>,
    pub(super) shown: String,
}

struct Segment<'n> {
    path: &'n str,
    seen: MaskedText,
}

impl Recipe {
    /// Combines changes; `None` if two of them concern the same stage.
    pub(super) fn of(changes: &[&Change]) -> Option<Self> {
        let mut recipe = Self::default();
        for (at, change) in changes.iter().enumerate() {
            let stage = std::mem::discriminant(*change);
            let is_taken = changes.iter().take(at).any(|earlier| std::mem::discriminant(*earlier) == stage);
            match change {
                Change::Drop(drop) => recipe.drops.push(drop.clone()),
                _ if is_taken => return None,
                Change::Script(script) => recipe.script = Some(script.clone()),
                Change::Nesting(nesting) => recipe.nesting = *nesting,
                Change::Order(order) => recipe.order = *order,
                Change::Spelling(spelling) => recipe.spelling = *spelling,
                Change::Join(join) => recipe.join = *join,
                Change::Key(key) => recipe.key = key.clone(),
            }
        }
        Some(recipe)
    }

    /// Returns the signed values in order: name and masked value.
    pub(super) fn values(&self, members: &[Node]) -> Vec<(String, String)> {
        let segments = self.segments(members).into_iter();
        segments.map(|segment| (segment.path.to_owned(), segment.seen.shown)).collect()
    }

    /// Returns the string to sign.
    pub(super) fn make(&self, script: &str, members: &[Node], key: &Secret) -> StringToSign {
        let script = self.script.as_deref().unwrap_or(script);
        let key = match &self.key {
            Key::Right => key.expose_secret().to_owned(),
            Key::Other(other) => other.expose_secret().to_owned(),
            Key::Padded(before, behind) => format!("{before}{}{behind}", key.expose_secret()),
        };
        let mut out = StringToSign { bytes: Vec::new(), shown: String::new() };
        let put = |out: &mut StringToSign, text: &str| {
            out.bytes.extend_from_slice(text.as_bytes());
            out.shown.push_str(text);
        };
        let put_key = |out: &mut StringToSign| {
            out.bytes.extend_from_slice(key.as_bytes());
            out.shown.push_str("***");
        };
        let separator = if let Join::With(other) = self.join { other } else { ";" };
        if self.join == Join::KeyBeforeScript {
            put_key(&mut out);
            put(&mut out, separator);
        }
        put(&mut out, script);
        if self.join == Join::KeyAfterScript {
            put(&mut out, separator);
            put_key(&mut out);
        }
        for (at, Segment { path, seen }) in self.segments(members).into_iter().enumerate() {
            if !(at == 0 && self.join == Join::BareScript) {
                put(&mut out, separator);
            }
            if self.join == Join::Named {
                put(&mut out, path);
                put(&mut out, "=");
            }
            out.bytes.extend(self.spelling.bytes(path, &seen.text));
            out.shown.push_str(&self.spelling.text(path, &seen.shown));
        }
        match self.join {
            Join::KeyAfterScript | Join::KeyBeforeScript | Join::WithoutKey => {}
            Join::BareKey => put_key(&mut out),
            _ => {
                put(&mut out, separator);
                put_key(&mut out);
            }
        }
        if self.join == Join::Trailing {
            put(&mut out, separator);
        }
        out
    }

    fn segments<'n>(&self, members: &'n [Node]) -> Vec<Segment<'n>> {
        let mut segments = Vec::new();
        let kept: Vec<&Node> = members.iter().filter(|node| self.keeps(node)).collect();
        self.collect(&kept, &mut segments);
        segments
    }

    fn keeps(&self, node: &Node) -> bool {
        if node.name == pg_sig::FIELD {
            return self.drops.contains(&Drop::KeepingSig);
        }
        let text = match &node.content {
            Content::Leaf(seen) => Some(seen.text.as_str()),
            Content::Inner { .. } => None,
        };
        !self.drops.iter().any(|drop| match drop {
            Drop::Foreign => !node.name.starts_with("pg_"),
            Drop::Empty => text == Some(""),
            Drop::Falsy => matches!(text, Some("" | "0")),
            Drop::Field(name) => *name == node.name,
            Drop::KeepingSig | Drop::KeepingInnerSigs => false,
        })
    }

    /// Decides about a node inside a nested value. One of the outermost level has a path that is its name.
    fn keeps_inner(&self, node: &Node) -> bool {
        node.name != pg_sig::FIELD || node.path == node.name || self.drops.contains(&Drop::KeepingInnerSigs)
    }

    fn collect<'n>(&self, level: &[&'n Node], out: &mut Vec<Segment<'n>>) {
        let mut level = level.to_vec();
        let is_list = level.first().is_some_and(|node| node.name.is_empty());
        if let Nesting::Flat = self.nesting {
            let mut leaves = Vec::new();
            for node in level {
                flatten(node, &mut leaves);
            }
            leaves.retain(|node| self.keeps_inner(node));
            leaves.sort_by(|a, b| self.compare(&a.path, &b.path));
            out.extend(leaves.into_iter().map(leaf));
            return;
        }
        if is_list {
            if let Nesting::IndexAsText = self.nesting {
                level.sort_by(|a, b| a.path.trim_end_matches(']').cmp(b.path.trim_end_matches(']')));
            }
        } else {
            level.sort_by(|a, b| self.compare(&a.name, &b.name));
        }
        for node in level {
            match (&node.content, self.nesting) {
                (Content::Leaf(_), _) => out.push(leaf(node)),
                (_, Nesting::Skipped) => {}
                (_, Nesting::Word) => {
                    let word = "Array".to_owned();
                    out.push(Segment { path: &node.path, seen: MaskedText { text: word.clone(), shown: word } });
                }
                (Content::Inner { json, .. }, Nesting::Json) => {
                    out.push(Segment { path: &node.path, seen: json.clone() });
                }
                (Content::Inner { children, .. }, _) => {
                    let kept: Vec<&Node> = children.iter().filter(|child| self.keeps_inner(child)).collect();
                    self.collect(&kept, out);
                }
            }
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        match self.order {
            Order::Bytes => a.as_bytes().cmp(b.as_bytes()),
            Order::Message => Ordering::Equal,
            Order::IgnoringCase => a.to_lowercase().cmp(&b.to_lowercase()),
            Order::Backwards => b.as_bytes().cmp(a.as_bytes()),
        }
    }
}

fn leaf(node: &Node) -> Segment<'_> {
    let empty = || MaskedText { text: String::new(), shown: String::new() };
    let seen = match &node.content {
        // The signature cannot sign itself; an empty value in its place can be signed.
        Content::Leaf(seen) if node.path != pg_sig::FIELD => seen.clone(),
        _ => empty(),
    };
    Segment { path: &node.path, seen }
}

fn flatten<'n>(node: &'n Node, leaves: &mut Vec<&'n Node>) {
    match &node.content {
        Content::Leaf(_) => leaves.push(node),
        Content::Inner { children, .. } => children.iter().for_each(|child| flatten(child, leaves)),
    }
}
