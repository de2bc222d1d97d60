//! Comparison of two descriptions: what changed, and how it affects programs that call the API.

mod fields;
mod types;

use std::collections::BTreeSet;
use std::fmt;

use freedompay::meta::Direction;

pub(crate) use self::types::is_less_precise;
use super::model::{Fact, Header, Operation, Spec, UNDOCUMENTED};

/// Effect of a change on a program written for the old description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// No effect.
    Cosmetic,
    /// The program still works, and could do more.
    Additive,
    /// The program may stop working.
    Breaking,
}

impl Class {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Class::Cosmetic => "cosmetic",
            Class::Additive => "additive",
            Class::Breaking => "breaking",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) class: Class,
    /// Id of the operation; the old one if it changed.
    pub(crate) operation: String,
    /// `request` or `answer`, if the change concerns one of them.
    pub(crate) side: Option<&'static str>,
    /// Path of wire names, if the change concerns a field.
    pub(crate) field: Option<String>,
    /// Changed aspect: `operation`, `field`, `method`, `type`, `max_len`, …
    pub(crate) aspect: &'static str,
    /// Old value; `None` if the aspect is new.
    pub(crate) old: Option<String>,
    /// New value; `None` if the aspect is gone.
    pub(crate) new: Option<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = [self.side, self.field.as_deref(), Some(self.aspect)];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
        match (&self.old, &self.new) {
            (None, Some(new)) => write!(f, "{place} added: {new}"),
            (Some(old), None) => write!(f, "{place} removed: {old}"),
            (old, new) => {
                let [old, new] = [old, new].map(|text| text.as_deref().unwrap_or_default());
                write!(f, "{place}: {old} → {new}")
            }
        }
    }
}

/// Lists all changes, in the order of the old description, then of the new one.
pub(crate) fn diff(old: &Spec, new: &Spec) -> Vec<Change> {
    let pairs = pairs(&old.operations, &new.operations);
    let is_unspecified = |fact| old.unspecified.contains(&fact) || new.unspecified.contains(&fact);
    let mut changes = Vec::new();
    for (before, after) in old.operations.iter().zip(&pairs) {
        let mut list = ChangeList { operation: &before.id, changes: &mut changes };
        match after {
            Some(after) => operation(&mut list, before, after, &is_unspecified),
            // No program can have called it.
            None if before.is_undocumented() => list.whole(Class::Cosmetic, Some(place(before)), None),
            None => list.whole(Class::Breaking, Some(place(before)), None),
        }
    }
    let kept: BTreeSet<&str> = pairs.iter().flatten().map(|operation| operation.id.as_str()).collect();
    for operation in new.operations.iter().filter(|operation| !kept.contains(operation.id.as_str())) {
        let class = if operation.is_undocumented() { Class::Cosmetic } else { Class::Additive };
        ChangeList { operation: &operation.id, changes: &mut changes }.whole(class, None, Some(place(operation)));
    }
    changes
}

/// Finds the new version of each old operation: the one with the same id, or else the only other one at the same place.
fn pairs<'a>(old: &[Operation], new: &'a [Operation]) -> Vec<Option<&'a Operation>> {
    let with_id = |list: &'a [Operation], id: &str| list.iter().find(|operation| operation.id == id);
    let is_new = |operation: &Operation| !old.iter().any(|known| known.id == operation.id);
    let is_gone = |operation: &Operation| with_id(new, &operation.id).is_none();
    let renamed = |before: &Operation| {
        let here = place(before);
        before.fact(Fact::Path)?;
        let mut gone = old.iter().filter(|operation| is_gone(operation) && place(operation) == here);
        let mut come = new.iter().filter(|operation| is_new(operation) && place(operation) == here);
        match (gone.next(), gone.next(), come.next(), come.next()) {
            (Some(_), None, Some(after), None) => Some(after),
            _ => None,
        }
    };
    old.iter().map(|before| with_id(new, &before.id).or_else(|| renamed(before))).collect()
}

/// Describes where an operation is on the wire.
fn place(operation: &Operation) -> String {
    let parts = [Fact::Method, Fact::Path, Fact::Action].into_iter().filter_map(|fact| operation.fact(fact));
    let place = parts.collect::<Vec<_>>().join(" ");
    match place.as_str() {
        "" => UNDOCUMENTED.to_owned(),
        _ if operation.is_callback() => format!("callback {place}"),
        _ => place,
    }
}

/// Collects the changes of one operation.
struct ChangeList<'a> {
    operation: &'a str,
    changes: &'a mut Vec<Change>,
}

impl ChangeList<'_> {
    fn push(&mut self, class: Class, aspect: &'static str, old: Option<&str>, new: Option<&str>) {
        self.changes.push(Change {
            class,
            operation: self.operation.to_owned(),
            side: None,
            field: None,
            aspect,
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        });
    }

    /// Adds a change of the operation as a whole.
    fn whole(&mut self, class: Class, old: Option<String>, new: Option<String>) {
        self.push(class, "operation", old.as_deref(), new.as_deref());
    }
}

fn operation(list: &mut ChangeList<'_>, old: &Operation, new: &Operation, is_unspecified: &dyn Fn(Fact) -> bool) {
    if old.id != new.id {
        list.push(Class::Breaking, "id", Some(&old.id), Some(&new.id));
    }
    // An operation that becomes documented is one change, not one per field.
    if old.is_undocumented() != new.is_undocumented() {
        let class = if new.is_undocumented() { Class::Breaking } else { Class::Additive };
        return list.push(class, Fact::Status.name(), old.fact(Fact::Status), new.fact(Fact::Status));
    }
    if old.direction != new.direction {
        let (old, new) = (old.direction.as_str(), new.direction.as_str());
        list.push(Class::Breaking, "direction", Some(old), Some(new));
    }
    if old.api != new.api {
        list.push(Class::Breaking, "area", Some(&old.api), Some(&new.api));
    }
    for fact in Fact::ALL.iter().copied().filter(|fact| !is_unspecified(*fact)) {
        let (before, after) = (old.fact(fact), new.fact(fact));
        if before != after {
            list.push(class(fact, before, after), fact.name(), before, after);
        }
    }
    headers(list, &old.headers, &new.headers);
    if let (Some(before), Some(after)) = (&old.doc, &new.doc)
        && before != after
    {
        list.push(Class::Cosmetic, "doc", Some(before), Some(after));
    }
    // Nobody depends on the fields of an operation that cannot be called.
    if old.is_undocumented() {
        return;
    }
    let is_call = old.direction == Direction::Request;
    let mut request = fields::Side::new(list, "request", is_call);
    request.fields("", &old.request, &new.request);
    let mut response = fields::Side::new(list, "answer", !is_call);
    response.ty("", &old.response, &new.response);
}

fn headers(list: &mut ChangeList<'_>, old: &[Header], new: &[Header]) {
    let shown = |header: &Header| match &header.value {
        Some(value) => format!("{}: {value}", header.name),
        None => header.name.clone(),
    };
    let names: BTreeSet<&str> = old.iter().chain(new).map(|header| header.name.as_str()).collect();
    for name in names {
        let find = |list: &[Header]| list.iter().find(|header| header.name == name).map(shown);
        let (before, after) = (find(old), find(new));
        if before != after {
            list.push(Class::Breaking, "header", before.as_deref(), after.as_deref());
        }
    }
}

/// Classifies a changed fact.
fn class(fact: Fact, old: Option<&str>, new: Option<&str>) -> Class {
    match fact {
        Fact::Reason | Fact::NoRecover | Fact::Since | Fact::Source => Class::Cosmetic,
        // A deprecated call still works.
        Fact::Status | Fact::Recover => Class::Additive,
        // More responses count as authentic than before, or a repeated request is now recognised.
        Fact::UnnamedAnswer | Fact::Idempotency if old.is_none() => Class::Additive,
        // A call that was retried freely may no longer be.
        Fact::Effect if danger(new) < danger(old) => Class::Additive,
        _ => Class::Breaking,
    }
}

/// Ranks the effects, the most dangerous last.
fn danger(effect: Option<&str>) -> usize {
    let effects = ["read", "write", "money"];
    effects.iter().position(|known| Some(*known) == effect).unwrap_or(effects.len())
}

#[cfg(test)]
mod tests;
