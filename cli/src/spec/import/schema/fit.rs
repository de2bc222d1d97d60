//! Whether samples can be read as the type that was inferred. Where one cannot, the type gives way, so that a declaration
//! always reads the samples of its own page.

use freedompay::Uuid;

use super::numbers::{is_infinite, plain_decimal};
use super::parts::shown;
use super::{Schemas, limits, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::OPTIONAL;
use crate::spec::model::{Field, Type, Width};

impl Schemas<'_> {
    /// Loosens a type until all samples can be read, and warns of each place.
    pub(crate) fn fit<'s>(&mut self, ty: &mut Type, samples: impl IntoIterator<Item = &'s Node>, at: &str) {
        let mut notes = Vec::new();
        for sample in samples {
            fit(ty, sample, at, self.is_form(), &mut notes);
        }
        for (at, note) in notes {
            if note.contains("; read as ") && !note.ends_with(OPTIONAL) {
                self.warnings.settle(&at, note);
            } else {
                self.warn(&at, note);
            }
        }
    }
}

/// Loosens a type until the sample can be read, and notes each place by its path. In a form every scalar is text, and one
/// element stands for a list of one.
fn fit(ty: &mut Type, sample: &Node, at: &str, is_form: bool, notes: &mut Vec<(String, String)>) {
    let shows_no_number = |sample: &Node| sample.text().is_some_and(is_infinite);
    let reads = match ty {
        Type::Any => true,
        Type::Integer(_) | Type::Decimal if shows_no_number(sample) => true,
        Type::Text | Type::Enum { .. } => sample.scalar_text().is_some(),
        Type::Bool | Type::Flag => is_truth(sample),
        Type::Integer(width) => is_integer(sample, *width),
        Type::Decimal => sample.scalar_text().is_some_and(|text| plain_decimal(&text).is_some()),
        Type::Uuid => sample.text().is_some_and(|text| text.parse::<Uuid>().is_ok()),
        Type::List(item) => match &sample.data {
            Data::List(items) => {
                for one in items {
                    fit(item, one, at, is_form, notes);
                }
                true
            }
            // PHP writes a list without items as an object without members.
            Data::Map(members) if members.is_empty() => true,
            _ if is_form => {
                fit(item, sample, at, is_form, notes);
                true
            }
            _ => false,
        },
        Type::Map(item) => {
            for (_, one) in sample.members() {
                fit(item, one, at, is_form, notes);
            }
            sample.is_map()
        }
        Type::Object(fields) => {
            if sample.is_map() {
                for field in fields {
                    fit_field(field, sample, at, is_form, notes);
                }
            }
            sample.is_map()
        }
    };
    if reads {
        return;
    }
    // A number that does not fit an integer is still a number, and every scalar is still a text.
    let (loose, name) = match ty {
        Type::Integer(_) if sample.scalar_text().is_some_and(|text| plain_decimal(&text).is_some()) => {
            (Type::Decimal, "an exact decimal")
        }
        Type::Integer(_) | Type::Decimal | Type::Uuid | Type::Bool | Type::Flag
            if sample.scalar_text().is_some() && (is_form || !at.starts_with("request")) =>
        {
            (Type::Text, "text")
        }
        _ => (Type::Any, "an untyped value"),
    };
    let parts: Vec<String> = ty.fields().iter().map(|field| format!("`{}`", shown(&field.name))).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    notes.push((at.to_owned(), format!("the sample does not have its type{parts}; read as {name}")));
    *ty = loose;
}

fn fit_field(field: &mut Field, sample: &Node, at: &str, is_form: bool, notes: &mut Vec<(String, String)>) {
    if field.name == "*" {
        return;
    }
    let path = format!("{at}.{}", field.name);
    let value = samples::get(sample, &field.name);
    match value.filter(|value| !shows_nothing(value, &field.ty)) {
        Some(value) => {
            let before = std::mem::discriminant(&field.ty);
            fit(&mut field.ty, value, &path, is_form, notes);
            if std::mem::discriminant(&field.ty) != before {
                // Limits and examples belong to the type.
                if !field.limits.is_empty() {
                    let names = limits::listed(&field.limits).join(", ");
                    notes.push((path, format!("its limits do not fit the type of the sample; left out: {names}")));
                }
                field.limits.clear();
                field.example = None;
            }
        }
        None if field.required && !path.starts_with("request") => {
            notes.push((path, format!("a sample lacks it, or shows nothing for it; {OPTIONAL}")));
            field.required = false;
        }
        None => {}
    }
}

/// Returns whether a value says no more than that the field is absent. PHP writes an object without members as a list.
fn shows_nothing(value: &Node, ty: &Type) -> bool {
    match ty {
        _ if value.data == Data::Null => true,
        Type::Text | Type::Any => false,
        Type::Object(_) | Type::Map(_) if value.data == Data::List(Vec::new()) => true,
        _ => value.text() == Some(""),
    }
}

fn is_truth(sample: &Node) -> bool {
    matches!(sample.scalar_text().as_deref(), Some("true" | "false" | "0" | "1"))
}

fn is_integer(sample: &Node, width: Option<Width>) -> bool {
    let (min, max) = width.map_or((i64::MIN, i64::MAX as u64), |width| (width.min, width.max));
    let number = sample.scalar_text().and_then(|text| text.parse::<i128>().ok());
    number.is_some_and(|number| (i128::from(min)..=i128::from(max)).contains(&number))
}
