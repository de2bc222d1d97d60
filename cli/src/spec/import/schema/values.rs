//! Schemas of single values: scalars and enumerations.

use super::infer::{self, SchemaHint};
use super::{Schemas, parts, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::model::{Type, Width};

impl Schemas<'_> {
    /// Reads the type of a scalar.
    pub(crate) fn leaf(&mut self, kind: &str, schema: &Node, at: &str, samples: &[&Node]) -> Type {
        let format = schema.member_text("format");
        if self.is_ours() {
            return match (kind, format) {
                ("string", Some("uuid")) => Type::Uuid,
                ("string", _) => Type::Text,
                ("integer", format) => Type::Integer(format.and_then(Width::from_name)),
                ("number", _) => Type::Decimal,
                _ => Type::Bool,
            };
        }
        let mut shown = samples::leaves(samples);
        shown.extend(schema.get("example").filter(|example| example.scalar_text().is_some()));
        let name = at.rsplit('.').next().unwrap_or_default();
        let hint = SchemaHint { name, kind, format, samples: &shown, is_form: self.is_form() };
        let (ty, warnings) = infer::leaf(&hint);
        self.warn_all(at, warnings);
        ty
    }

    /// Reads the type of an enumeration.
    pub(crate) fn enumeration(&mut self, schema: &Node, list: &[Node], at: &str) -> Type {
        let kind = parts::kind(schema);
        let mut values: Vec<String> = Vec::new();
        for value in list.iter().filter_map(Node::scalar_text) {
            if !values.iter().any(|known| *known == value) {
                values.push(value.into_owned());
            }
        }
        let all_numbers = values.iter().all(|value| value.parse::<i64>().is_ok_and(|n| n.to_string() == *value));
        let is_typed_number = match kind.as_deref() {
            Some("integer" | "number") => true,
            Some(_) => false,
            None => list.iter().all(|value| matches!(value.data, Data::Number(_))),
        };
        if is_typed_number && !all_numbers {
            self.warn(at, "typed as a number, but its known values are not numbers; read as texts");
        }
        if !self.is_ours() {
            match kind.as_deref() {
                Some("boolean") => return Type::Bool,
                Some("object" | "array") => {
                    self.warn(at, "known values of an object or a list; read as an untyped value");
                    return Type::Any;
                }
                _ if values.is_empty() => return Type::Text,
                _ if is_typed_number
                    && values.iter().all(|value| value == "0" || value == "1")
                    && values.len() == 2 =>
                {
                    return Type::Flag;
                }
                _ => {}
            }
        }
        Type::Enum { values, numeric: is_typed_number && all_numbers }
    }
}
