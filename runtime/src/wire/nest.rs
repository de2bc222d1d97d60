//! Bracket names: `a[0][b]`, `a[]` ↔ nested data.

use std::fmt::Write as _;

use super::{MAX_DEPTH, WireError, too_deep, too_large};
use crate::tree::{Kind, Ref, Syntax, Tree, TreeWriter};

/// Most fields accepted in one form; documented forms have fewer than a hundred.
pub(super) const MAX_FIELDS: usize = 1000;

/// Calls `pair` with every leaf and its bracket name, in message order.
pub(super) fn flatten(message: Ref<'_>, keep: &dyn Fn(&str) -> bool, pair: &mut dyn FnMut(&str, &str)) {
    let mut name = String::new();
    for field in message.children().filter(|field| keep(field.name())) {
        if field.is_container() {
            name.clear();
            name.push_str(field.name());
            flatten_node(field, &mut name, pair);
        } else {
            pair(field.name(), field.form_text());
        }
    }
}

fn flatten_node(node: Ref<'_>, name: &mut String, pair: &mut dyn FnMut(&str, &str)) {
    if !node.is_container() {
        pair(name, node.form_text());
        return;
    }
    let len = name.len();
    // Items without an index follow those that have one, so that a list has either.
    let is_indexed = node.children().any(Ref::is_container);
    for (at, child) in node.children().enumerate() {
        // Writing to a String does not fail.
        let _ = match (node.kind(), is_indexed) {
            (Kind::List, false) => write!(name, "[]"),
            (Kind::List, true) => write!(name, "[{at}]"),
            _ => write!(name, "[{}]", child.name()),
        };
        flatten_node(child, name, pair);
        name.truncate(len);
    }
}

struct Field<'a> {
    segments: Vec<&'a str>,
    value: &'a str,
}

/// Builds a message from form pairs in message order.
pub(super) fn build(pairs: &[(impl AsRef<str>, impl AsRef<str>)]) -> Result<Tree, WireError> {
    if pairs.len() > MAX_FIELDS {
        return Err(WireError::new(format!("it has more than {MAX_FIELDS} fields")));
    }
    let text = pairs.iter().map(|(name, value)| name.as_ref().len() + value.as_ref().len()).sum();
    let mut writer = TreeWriter::with_capacity(text, pairs.len() + 1).syntax(Syntax::Form);
    writer.begin("", Kind::Map);
    if pairs.iter().any(|(name, _)| name.as_ref().contains('[')) {
        nested(pairs, &mut writer)?;
    } else {
        for (name, value) in pairs {
            writer.leaf(name.as_ref(), Kind::Text, value.as_ref());
        }
    }
    writer.end();
    writer.finish().ok_or_else(too_large)
}

fn nested(pairs: &[(impl AsRef<str>, impl AsRef<str>)], writer: &mut TreeWriter) -> Result<(), WireError> {
    let fields: Vec<Field<'_>> =
        pairs.iter().map(|(name, value)| Field { segments: segments(name.as_ref()), value: value.as_ref() }).collect();
    if fields.iter().any(|field| field.segments.len() > MAX_DEPTH) {
        return Err(too_deep());
    }
    members(&fields.iter().collect::<Vec<_>>(), 0, writer);
    Ok(())
}

/// Splits `a[0][b]` into `a`, `0`, `b`. A name whose brackets do not balance is taken unchanged.
fn segments(name: &str) -> Vec<&str> {
    let Some((head, rest)) = name.split_once('[').filter(|(head, _)| !head.is_empty()) else { return vec![name] };
    let Some(inner) = rest.strip_suffix(']') else { return vec![name] };
    let parts: Vec<&str> = inner.split("][").collect();
    if parts.iter().any(|part| part.contains(['[', ']'])) {
        return vec![name];
    }
    std::iter::once(head).chain(parts).collect()
}

fn members(fields: &[&Field<'_>], depth: usize, writer: &mut TreeWriter) {
    let mut nested_done: Vec<&str> = Vec::new();
    for field in fields {
        let Some(&name) = field.segments.get(depth) else { continue };
        if field.segments.len() == depth + 1 {
            writer.leaf(name, Kind::Text, field.value);
        } else if !nested_done.contains(&name) {
            nested_done.push(name);
            let inside: Vec<&Field<'_>> = fields
                .iter()
                .filter(|f| f.segments.get(depth) == Some(&name) && f.segments.len() > depth + 1)
                .copied()
                .collect();
            container(name, &inside, depth + 1, writer);
        }
    }
}

/// Returns a list if every key is an index or empty, a map otherwise.
fn container(name: &str, fields: &[&Field<'_>], depth: usize, writer: &mut TreeWriter) {
    let key = |field: &Field<'_>| field.segments.get(depth).copied().unwrap_or_default().to_owned();
    let index = |key: &str| if key.is_empty() { Some(u32::MAX) } else { key.parse::<u32>().ok() };
    if fields.iter().any(|field| index(&key(field)).is_none()) {
        writer.begin(name, Kind::Map);
        members(fields, depth, writer);
        writer.end();
        return;
    }
    let mut ordered = fields.to_vec();
    ordered.sort_by_key(|field| index(&key(field)));
    writer.begin(name, Kind::List);
    let mut rest = ordered.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|f| !key(f).is_empty() && key(f) == key(first)).count().max(1);
        let (item, others) = rest.split_at(same);
        rest = others;
        list_item(item, depth, writer);
    }
    writer.end();
}

fn list_item(item: &[&Field<'_>], depth: usize, writer: &mut TreeWriter) {
    let (leaves, nested): (Vec<&Field<'_>>, Vec<&Field<'_>>) =
        item.iter().copied().partition(|field| field.segments.len() == depth + 1);
    for leaf in leaves {
        writer.leaf("", Kind::Text, leaf.value);
    }
    if !nested.is_empty() {
        container("", &nested, depth + 1, writer);
    }
}
