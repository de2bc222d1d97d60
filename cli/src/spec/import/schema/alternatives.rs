//! Several alternatives as one schema that accepts each of them.

use std::borrow::Cow;

use super::limits;
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
    let is_number = |kind: &&str| matches!(*kind, "integer" | "number");
    let is_same = kinds.iter().all(|kind| *kind == first);
    if matches!(first, "" | "mixed") || !(is_same || kinds.iter().all(is_number)) {
        let is_plain = |one: &Schema<'_>| matches!(one.kind(), "string" | "integer" | "number" | "boolean");
        into.set(Mark::Mixed, true);
        if list.iter().all(is_plain) {
            into.kinds = kinds;
            into.kinds.dedup();
        }
        let mut omitted: Vec<String> = list.iter().flat_map(|one| &one.limits).map(written).collect();
        omitted.extend(list.iter().filter_map(|one| one.values.as_ref()).map(|values| known(values)));
        note_omitted(into, "its alternatives have limits or known values", omitted);
        return;
    }
    into.kinds = vec![if is_same { first } else { "number" }];
    let formats: Vec<_> = list.iter().map(|one| one.format).collect();
    if formats.windows(2).all(|two| two[0] == two[1]) {
        into.format = into.format.or(formats.first().copied().flatten());
    } else if into.format.is_none() {
        let mut omitted: Vec<String> =
            formats.into_iter().flatten().map(|format| format!("`format: {}`", shown(format))).collect();
        omitted.dedup();
        note_omitted(into, "its alternatives have different formats", omitted);
    }
    // Known values stay useful beside an alternative without any, because enums are open. A numeric enum has no fractions.
    let listed: Vec<&Node> = list.iter().filter_map(|one| one.values.as_ref()).flatten().copied().collect();
    let is_listed = is_same || list.iter().all(|one| one.values.is_some());
    if !listed.is_empty() && (into.values.is_some() || !is_listed) {
        let is_lost = |one: &Schema<'n>| one.values.clone().filter(|values| into.values.as_ref() != Some(values));
        let omitted = list.iter().filter_map(is_lost).map(|values| known(&values)).collect();
        note_omitted(into, "its alternatives have known values", omitted);
    } else if !listed.is_empty() {
        into.values = Some(listed);
    }
    if first == "array" {
        let mut items: Vec<All<'n>> = list.iter().filter_map(|one| one.items.clone()).collect();
        items.dedup();
        into.items = if items.len() == 1 { items.pop() } else { Some(Vec::new()) };
        if into.items.as_ref().is_some_and(Vec::is_empty) {
            into.notes.push("its items are described differently by several alternatives; read as untyped".to_owned());
        }
    }
    widen(into, &list);
}

/// Keeps the limits that hold for all alternatives, the widest of each, and notes the others.
fn widen<'n>(into: &mut Schema<'n>, list: &[Schema<'n>]) {
    let all = list.iter().flat_map(|one| &one.limits);
    let mut names: Vec<&'n str> = Vec::new();
    names.extend(all.clone().map(|(name, _)| *name));
    names.sort_unstable();
    names.dedup();
    let before = into.limits.len();
    for name in names {
        let of_each = list.iter().map(|one| {
            let own = one.limits.iter().filter(|(known, _)| *known == name).map(|(_, node)| *node);
            own.map(Some).reduce(|one, other| limits::widest(name, one?, other?, false)).flatten()
        });
        let widest = of_each.reduce(|one, other| limits::widest(name, one?, other?, true)).flatten();
        into.limits.extend(widest.map(|widest| (name, widest)));
    }
    let kept: Vec<String> = into.limits.iter().skip(before).map(written).collect();
    let omitted: Vec<String> = all.map(written).filter(|limit| !kept.contains(limit)).collect();
    note_omitted(into, "its alternatives have different limits, of which those are used that hold for all", omitted);
}

/// Writes a limit as the document does.
fn written((name, value): &(&str, &Node)) -> String {
    format!("`{name}: {}`", shown(&value.scalar_text().unwrap_or_default()))
}

/// Writes known values as a list.
fn known(values: &[&Node]) -> String {
    let texts: Vec<_> = values.iter().take(6).filter_map(|value| value.scalar_text()).collect();
    let more = if values.len() > texts.len() { ", …" } else { "" };
    format!("`enum: {}{more}`", shown(&texts.join(", ")))
}

/// Notes what is not taken over, each thing once.
fn note_omitted(into: &mut Schema<'_>, about: &str, mut omitted: Vec<String>) {
    omitted.sort();
    omitted.dedup();
    if !omitted.is_empty() {
        into.notes.push(format!("{about}; left out: {}", omitted.join(", ")));
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
