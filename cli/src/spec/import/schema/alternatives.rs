//! Several alternatives as one schema that accepts each of them.

use std::borrow::Cow;

use super::parts::shown;
use super::resolved::{All, Mark, Schema};
use crate::spec::import::document::node::Node;

/// Combines alternatives into a schema that accepts each of them.
pub(super) fn combine<'n>(into: &mut Schema<'n>, list: Vec<Schema<'n>>) {
    for one in &list {
        into.set(Mark::Nullable, one.is(Mark::Nullable));
        into.set(Mark::Circular, one.is(Mark::Circular));
        into.set(Mark::Secret, one.is(Mark::Secret));
        into.examples.extend(&one.examples);
        for note in &one.notes {
            if !into.notes.contains(note) {
                into.notes.push(note.clone());
            }
        }
        into.pointers.extend(&one.pointers);
        into.titles.extend(&one.titles);
        into.descriptions.extend(&one.descriptions);
    }
    note_choice(into, &list);
    let kinds: Vec<&str> = list.iter().map(Schema::kind).collect();
    let first = kinds.first().copied().unwrap_or_default();
    if kinds.iter().all(|kind| *kind == "object" || kind.is_empty()) && kinds.contains(&"object") {
        objects(into, list);
        return;
    }
    if kinds.iter().any(|kind| *kind != first) || matches!(first, "" | "mixed") {
        let is_plain = |one: &Schema<'_>| matches!(one.kind(), "string" | "integer" | "number" | "boolean");
        into.set(Mark::Mixed, true);
        if list.iter().all(is_plain) {
            into.kinds = kinds;
            into.kinds.dedup();
        }
        return;
    }
    into.kinds = vec![first];
    let formats: Vec<_> = list.iter().map(|one| one.format).collect();
    into.format =
        into.format.or(formats.first().copied().flatten().filter(|_| formats.windows(2).all(|two| two[0] == two[1])));
    // Known values stay useful beside an alternative without any, because enums are open.
    let known: Vec<&Node> = list.iter().filter_map(|one| one.values.as_ref()).flatten().copied().collect();
    if !known.is_empty() && into.values.is_none() {
        into.values = Some(known);
    }
    if first == "array" {
        let mut items: Vec<All<'n>> = list.iter().filter_map(|one| one.items.clone()).collect();
        items.dedup();
        into.items = if items.len() == 1 { items.pop() } else { Some(Vec::new()) };
        if into.items.as_ref().is_some_and(Vec::is_empty) {
            into.notes.push("its items are described differently by several alternatives; read as untyped".to_owned());
        }
    }
    let has_limits = list.iter().any(|one| !one.limits.is_empty());
    if has_limits && list.windows(2).all(|two| two[0].limits == two[1].limits) {
        into.limits.extend(list.first().map(|one| one.limits.clone()).unwrap_or_default());
    } else if has_limits {
        into.notes.push("the limits of its alternatives differ; left out".to_owned());
    }
}

/// Notes members of which alternatives require one or another, which a declaration cannot say.
fn note_choice<'n>(into: &mut Schema<'n>, list: &[Schema<'n>]) {
    let required = |one: &Schema<'n>| one.required.iter().filter_map(|node| node.name()).collect::<Vec<_>>();
    let sets: Vec<Vec<Cow<'_, str>>> = list.iter().map(required).collect();
    let is_choice = list.iter().zip(&sets).any(|(one, set)| one.properties.is_empty() && !set.is_empty());
    if is_choice && sets.windows(2).any(|two| two[0] != two[1]) {
        let shown = |set: &Vec<Cow<'_, str>>| match set.as_slice() {
            [] => "none".to_owned(),
            names => names.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(" with "),
        };
        let sets = sets.iter().take(6).map(shown).collect::<Vec<_>>().join(", or ");
        into.notes.push(format!("it requires {sets}; a declaration cannot say that, so check it before sending"));
    }
}

/// Merges objects: the fields of all, required where all require them.
fn objects<'n>(into: &mut Schema<'n>, list: Vec<Schema<'n>>) {
    let count = list.len();
    let mut required: Vec<(Cow<'n, str>, usize, &'n Node)> = Vec::new();
    let mut has_more = false;
    for one in list {
        let known = into.properties.len();
        for (name, sets) in one.properties {
            match into.properties.iter_mut().find(|(other, _)| *other == name) {
                Some((_, all)) => {
                    for set in sets {
                        if !all.contains(&set) {
                            all.push(set);
                        }
                    }
                }
                None => into.properties.push((name, sets)),
            }
        }
        has_more |= into.properties.len() > known;
        let mut own: Vec<Cow<'n, str>> = Vec::new();
        for node in one.required {
            let name = node.name().unwrap_or_default();
            if own.contains(&name) {
                continue;
            }
            own.push(name.clone());
            match required.iter_mut().find(|(other, ..)| *other == name) {
                Some((_, seen, _)) => *seen += 1,
                None => required.push((name, 1, node)),
            }
        }
        if let Some(rest) = one.rest {
            into.rest.get_or_insert(rest);
        }
    }
    into.kinds = vec!["object"];
    into.required.extend(required.into_iter().filter(|(_, seen, _)| *seen == count).map(|(.., node)| node));
    if has_more {
        into.notes.push("one of several objects; read as one with the fields of all".to_owned());
    }
}
