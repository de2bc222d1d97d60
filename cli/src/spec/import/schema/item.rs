//! Items of lists and maps: what a declaration says of the whole alone.

use super::resolved::{Mark, Schema};
use super::{Schemas, field, limits, secrecy};
use crate::spec::import::document::node::Node;
use crate::spec::import::finding::ReadError;
use crate::spec::model::{Field, Type};

impl<'a> Schemas<'a> {
    /// Reads the type of an item, which must not be `null`: a list or a map has no place for it.
    pub(super) fn item<'n>(&mut self, nodes: &[&'n Node], at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        let schema = self.resolve(nodes, at)?;
        let mut all = samples.to_vec();
        all.extend(field::own_samples(&schema));
        let ty = self.of_part(&schema, at, &all)?;
        self.item_has_more(&schema, &ty, at);
        if schema.is(Mark::Nullable) && !self.is_ours() && ty != Type::Any {
            self.warn(at, "its items may be `null`; read as untyped values");
            return Ok(Type::Any);
        }
        Ok(ty)
    }

    /// Notes what belongs to an item: its secrecy is that of the whole, and a declaration has no limits of items.
    fn item_has_more(&mut self, schema: &Schema<'_>, ty: &Type, at: &str) {
        if secrecy::says(schema) && !self.is_ours() && ty.fields().is_empty() {
            self.secrets.insert(at.to_owned());
        }
        for (mark, name) in [(Mark::ReadOnly, "readOnly"), (Mark::WriteOnly, "writeOnly")] {
            if schema.is(mark) {
                self.warn(at, format!("`{name}` of its items is not taken over"));
            }
        }
        let mut item = Field::new("", ty.clone());
        let mut notes = Vec::new();
        limits::read(schema, &mut item, self.is_ours(), &mut notes);
        self.warn_all(at, notes.into_iter().map(|note| format!("of its items, {note}")).collect());
        if !item.limits.is_empty() {
            let names = limits::listed(&item.limits).join(", ");
            self.warn(at, format!("the limits of its items ({names}) cannot be declared; left out"));
        }
    }
}
