//! Schemas of single values: scalars and enumerations.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::infer::{self, SchemaHint};
use super::parts::shown;
use super::resolved::Schema;
use super::{Schemas, confirm, is_request, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::model::{Type, Width};

/// Maximum number of known values of an enum.
const MAX_VALUES: usize = 500;

impl Schemas<'_> {
    /// Reads the type of a scalar.
    pub(super) fn leaf(&mut self, kind: &str, schema: &Schema<'_>, at: &str, samples: &[&Node]) -> Type {
        if self.is_ours() {
            return match (kind, schema.format) {
                ("string", Some("uuid")) => Type::Uuid,
                ("string", _) => Type::Text,
                ("integer", format) => Type::Integer(format.and_then(Width::from_name)),
                ("number", _) => Type::Decimal,
                _ => Type::Bool,
            };
        }
        let mut shown = samples::leaves(samples);
        shown.extend(schema.examples.iter().filter(|example| example.scalar_text().is_some()));
        let name = at.rsplit('.').next().unwrap_or_default();
        let is_sent_as_json = is_request(at) && !self.is_form();
        let descriptions: Vec<&str> = schema.titles.iter().chain(&schema.descriptions).copied().collect();
        let hint = SchemaHint {
            name,
            kind,
            format: schema.format,
            samples: &shown,
            is_form: self.is_form(),
            is_sent_as_json,
            descriptions: &descriptions,
        };
        let (ty, warnings) = infer::leaf(&hint);
        self.warn_all(at, warnings);
        ty
    }

    /// Reads the type of an enumeration.
    pub(super) fn enumeration(&mut self, schema: &Schema<'_>, list: &[&Node], at: &str, samples: &[&Node]) -> Type {
        let mut known = BTreeSet::new();
        let texts = list.iter().filter_map(|value| value.scalar_text());
        let mut values: Vec<String> = texts.filter(|text| known.insert(text.clone())).map(Cow::into_owned).collect();
        let is_of =
            |wanted: fn(&Data) -> bool| list.iter().filter(|one| one.data != Data::Null).all(|one| wanted(&one.data));
        let is_integer = |value: &String| value.parse::<i64>().is_ok_and(|n| n.to_string() == *value);
        let (all_integers, kind) = (values.iter().all(is_integer), schema.kind());
        if self.is_ours() {
            let numeric = all_integers && matches!(kind, "integer" | "number");
            return Type::Enum { values, numeric };
        }
        if list.iter().any(|value| matches!(value.data, Data::List(_) | Data::Map(_)))
            || matches!(kind, "object" | "array")
        {
            self.warn(at, "known values of an object or a list; read as an untyped value");
            return Type::Any;
        }
        if values.is_empty() {
            self.warn(at, "its only known value is `null`, which its type does not say");
        }
        if let Some(empty) = values.iter().position(String::is_empty) {
            values.remove(empty);
            self.warn(at, "the known value `` (an empty text) cannot be declared; left out");
        }
        if values.len() > MAX_VALUES {
            self.warn(at, format!("it has {} known values; read without them", values.len()));
            values.clear();
        }
        let mut shown_values = samples::leaves(samples);
        shown_values.extend(&schema.examples);
        self.warn_all(at, confirm::values(&values, &shown_values, self.is_form()));
        let is_truth = values.iter().all(|value| matches!(value.as_str(), "true" | "false"));
        let has_numbers_alone = is_of(|data| matches!(data, Data::Number(_)));
        let has_truths_alone = is_of(|data| matches!(data, Data::Bool(_)));
        let has_texts_alone = is_of(|data| matches!(data, Data::Text(_)));
        match kind {
            _ if values.is_empty() => match kind {
                "integer" => Type::Integer(None),
                "number" => Type::Decimal,
                "boolean" => Type::Bool,
                _ => Type::Text,
            },
            "boolean" | "" if has_truths_alone || (kind == "boolean" && is_truth) => {
                if let [only] = values.as_slice() {
                    self.warn(at, format!("its only known value is `{only}`, which its type does not say"));
                }
                Type::Bool
            }
            "boolean" | "integer" | "number" | "" if is_flag(&values) && (has_numbers_alone || !kind.is_empty()) => {
                if kind == "boolean" {
                    self.warn(at, "typed `boolean`, but its known values are 1 and 0; read as 1 or 0");
                }
                Type::Flag
            }
            "integer" | "number" if all_integers => {
                if has_texts_alone && !self.is_form() {
                    self.warn(at, format!("typed `{}`, but its known values are texts; read as numbers", shown(kind)));
                }
                Type::Enum { values, numeric: true }
            }
            "" if has_numbers_alone && all_integers => Type::Enum { values, numeric: true },
            "integer" | "number" | "" if has_numbers_alone => {
                let is_whole =
                    |value: &String| value.trim_start_matches('-').bytes().all(|digit| digit.is_ascii_digit());
                let why = if values.iter().all(is_whole) { "need more than 64 bits" } else { "are not whole" };
                self.warn(at, format!("its known values {} {why}; read as an exact decimal", listed(&values)));
                Type::Decimal
            }
            "string" | "" if has_texts_alone || self.is_form() => Type::Enum { values, numeric: false },
            // What is sent keeps its type, which an enum of texts would change.
            "string" if has_numbers_alone || has_truths_alone => Type::Enum { values, numeric: false },
            _ if !has_texts_alone && is_request(at) && !self.is_form() => {
                self.warn(
                    at,
                    format!("its known values {} have several types; read as an untyped value", listed(&values)),
                );
                Type::Any
            }
            _ => {
                let typed =
                    if kind.is_empty() { "of several types".to_owned() } else { format!("typed `{}`", shown(kind)) };
                self.warn(at, format!("{typed}, but its known values are {}; read as texts", listed(&values)));
                Type::Enum { values, numeric: false }
            }
        }
    }
}

fn is_flag(values: &[String]) -> bool {
    values.len() == 2 && values.iter().all(|value| value == "0" || value == "1")
}

fn listed(values: &[String]) -> String {
    let mut list = values.iter().take(6).map(|value| format!("`{}`", shown(value))).collect::<Vec<_>>().join(", ");
    if values.len() > 6 {
        list.push_str(", …");
    }
    list
}
