//! Changes of fields. Requests and responses are classified in opposite ways: a program still sends what it sent, and
//! still reads what it read.

use super::types::{self, Reach};
use super::{Change, ChangeList, Class};
use crate::spec::lock::type_name;
use crate::spec::model::{Field, Limit, Type};

/// The request or the response of an operation.
pub(super) struct Side<'a, 'b> {
    list: &'a mut ChangeList<'b>,
    name: &'static str,
    /// Whether the application writes this side: a request, or the reply to a callback.
    is_written: bool,
}

impl<'a, 'b> Side<'a, 'b> {
    pub(super) fn new(list: &'a mut ChangeList<'b>, name: &'static str, is_written: bool) -> Self {
        Self { list, name, is_written }
    }

    fn push(&mut self, class: Class, field: &str, aspect: &'static str, old: Option<&str>, new: Option<&str>) {
        self.list.changes.push(Change {
            class,
            operation: self.list.operation.to_owned(),
            side: Some(self.name),
            field: (!field.is_empty()).then(|| field.to_owned()),
            aspect,
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        });
    }

    /// Classifies a change of the accepted values.
    fn class(&self, reach: Reach) -> Class {
        match (reach, self.is_written) {
            (Reach::Same, _) => Class::Cosmetic,
            (Reach::Wider, true) | (Reach::Narrower, false) => Class::Additive,
            _ => Class::Breaking,
        }
    }

    /// Compares the fields of an object.
    pub(super) fn fields(&mut self, parent: &str, old: &[Field], new: &[Field]) {
        for before in old {
            let path = join(parent, &before.name);
            match counterpart(before, new) {
                Some(after) => self.field(&path, before, after),
                None => self.push(Class::Breaking, &path, "field", Some(&summary(before)), None),
            }
        }
        for after in new.iter().filter(|field| counterpart(field, old).is_none()) {
            let is_newly_required = self.is_written && after.required;
            let class = if is_newly_required { Class::Breaking } else { Class::Additive };
            self.push(class, &join(parent, &after.name), "field", None, Some(&summary(after)));
        }
    }

    fn field(&mut self, path: &str, old: &Field, new: &Field) {
        if old.location != new.location {
            let (old, new) = (old.location.name(), new.location.name());
            self.push(Class::Breaking, path, "location", Some(old), Some(new));
        }
        if old.required != new.required {
            let class = self.class(if new.required { Reach::Narrower } else { Reach::Wider });
            self.push(class, path, "required", Some(truth_name(old.required)), Some(truth_name(new.required)));
        }
        self.ty(path, &old.ty, &new.ty);
        for limit in Limit::ALL {
            let (before, after) = (old.limits.get(&limit), new.limits.get(&limit));
            let (before, after) = (before.map(String::as_str), after.map(String::as_str));
            if before != after {
                let class = self.class(types::of_limits(limit, before, after));
                self.push(class, path, limit.name(), before, after);
            }
        }
        if old.secret != new.secret {
            self.push(Class::Cosmetic, path, "secret", Some(truth_name(old.secret)), Some(truth_name(new.secret)));
        }
        for (aspect, before, after) in [("example", &old.example, &new.example), ("doc", &old.doc, &new.doc)] {
            // A source without documentation does not contradict one that has it.
            if let (Some(before), Some(after)) = (before, after)
                && before != after
            {
                self.push(Class::Cosmetic, path, aspect, Some(before), Some(after));
            }
        }
    }

    /// Compares two types.
    pub(super) fn ty(&mut self, path: &str, old: &Type, new: &Type) {
        match (old, new) {
            _ if old == new => {}
            (Type::Object(old), Type::Object(new)) => self.fields(path, old, new),
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => self.ty(path, old, new),
            (Type::Enum { values: old, numeric: a }, Type::Enum { values: new, numeric: b }) if a == b => {
                // Readers keep an unknown value; a program may wait forever for a removed one.
                for value in old.iter().filter(|value| !new.contains(value)) {
                    self.push(Class::Breaking, path, "value", Some(value), None);
                }
                for value in new.iter().filter(|value| !old.contains(value)) {
                    self.push(Class::Additive, path, "value", None, Some(value));
                }
            }
            _ => {
                let class = self.class(types::of_types(old, new));
                self.push(class, path, "type", Some(&type_name(old)), Some(&type_name(new)));
            }
        }
    }
}

/// Finds the field of the same name and location, or else of the same name.
fn counterpart<'a>(field: &Field, others: &'a [Field]) -> Option<&'a Field> {
    let has_name = |other: &&Field| other.name == field.name;
    let exact = others.iter().filter(has_name).find(|other| other.location == field.location);
    exact.or_else(|| others.iter().find(has_name))
}

/// Describes a field in a few words.
fn summary(field: &Field) -> String {
    format!("{} {}", type_name(&field.ty), if field.required { "required" } else { "optional" })
}

const fn truth_name(holds: bool) -> &'static str {
    if holds { "true" } else { "false" }
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
