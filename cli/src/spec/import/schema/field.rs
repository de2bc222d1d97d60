//! A single field: its type with its secrecy, limits and example.

use super::resolve::Resolver;
use super::resolved::{Mark, Schema};
use super::secrecy::{self, Reason, Surroundings};
use super::{Schemas, confirm, is_request, limits, samples};
use crate::spec::import::document::node::Node;
use crate::spec::import::finding::ReadError;
use crate::spec::model::{Field, Type};

impl<'a> Schemas<'a> {
    /// Reads a field; required only if its own schema says so: the caller knows the rest.
    pub(crate) fn field<'n>(
        &mut self,
        name: &str,
        nodes: &[&'n Node],
        at: &str,
        samples: &[&Node],
    ) -> Result<Field, ReadError>
    where
        'a: 'n,
    {
        let schema = self.resolve(nodes, at)?;
        self.field_of(name, &schema, at, samples)
    }

    /// Reads a field from a schema that was made of several.
    pub(crate) fn field_of_copy(&mut self, name: &str, schema: &Node, at: &str) -> Result<Field, ReadError> {
        let mut own = Schemas { root: self.root, owner: self.owner.clone(), ..Schemas::new(self.root, self.author) };
        let field = own.field(name, &[schema], at, &[]);
        self.warnings.extend(own.warnings);
        self.secrets.extend(own.secrets);
        field
    }

    /// Adds secrecy and an example to a field that is described and has no schema.
    pub(crate) fn described(
        &mut self,
        field: Field,
        about: &Node,
        at: &str,
        samples: &[&Node],
    ) -> Result<Field, ReadError> {
        let schema = Resolver::new(self.root, &[]).resolve(&[about])?;
        self.warn_all(at, schema.notes.clone());
        Ok(self.finish(field, &schema, at, samples))
    }

    pub(super) fn field_of<'n>(
        &mut self,
        name: &str,
        schema: &Schema<'n>,
        at: &str,
        samples: &[&Node],
    ) -> Result<Field, ReadError>
    where
        'a: 'n,
    {
        let mut all = samples.to_vec();
        all.extend(own_samples(schema));
        let ty = self.of_part(schema, at, &all)?;
        let field = self.finish(Field::new(name, ty), schema, at, &all);
        Ok(Field { required: schema.is(Mark::Required), ..field })
    }

    /// Reads the type of a part of a message, with samples of its values. Those of its own schema have to be readable, too.
    pub(super) fn of_part<'n>(&mut self, schema: &Schema<'n>, at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        let mut ty = self.of(schema, at, samples)?;
        if !self.is_ours() {
            self.fit(&mut ty, schema.examples.iter().copied().filter(|one| !samples::is_empty(one)), at);
        }
        Ok(ty)
    }

    /// Adds secrecy, limits and the example of a field.
    pub(super) fn finish(&mut self, mut field: Field, schema: &Schema<'_>, at: &str, samples: &[&Node]) -> Field {
        let is_ours = self.is_ours();
        let shown = samples::leaves(samples);
        if is_ours {
            field.secret = schema.is(Mark::Secret);
            field.doc = schema.doc.map(str::to_owned);
        } else {
            let around = Surroundings { owner: &self.owner, at, schemas: &self.owners, judged: &self.judged };
            let reason = secrecy::reason(&field, &around, schema, samples);
            let is_of_items = self.secrets.contains(at);
            field.secret = reason.is_some() || is_of_items;
            if reason == Some(Reason::Digits) && !is_of_items {
                self.warn(at, "only the digits of a sample say that it is a card number; kept secret");
            }
            if field.secret && !is_request(at) && secrecy::is_masked(&shown) {
                self.warn(at, "it sounds like card data, but the sample is masked; not a secret");
                field.secret = false;
            }
            if field.secret {
                field.ty = secrecy::hidden(field.ty);
                let values = schema.values.iter().flatten().chain(&shown).chain(&schema.examples);
                let hidden: Vec<String> =
                    values.filter_map(|one| one.scalar_text()).map(std::borrow::Cow::into_owned).collect();
                self.warnings.hide(at, &hidden);
            }
        }
        let mut warnings = Vec::new();
        // Properties of the other side were left out before; what is left is a parameter or a message.
        let other_side = if is_request(at) { (Mark::ReadOnly, "readOnly") } else { (Mark::WriteOnly, "writeOnly") };
        if schema.is(other_side.0) && !is_ours {
            warnings.push(format!("`{}` contradicts its place; ignored", other_side.1));
        }
        limits::read(schema, &mut field, is_ours, &mut warnings);
        let first = |list: &[&Node]| list.first().and_then(|node| node.scalar_text()).map(std::borrow::Cow::into_owned);
        field.example = first(&schema.examples).or_else(|| first(&shown));
        if !is_ours {
            let all: Vec<&Node> = samples.iter().chain(&schema.examples).copied().collect();
            confirm::limits(&field, &all, self.is_form(), &mut warnings);
            confirm::example(&mut field);
            if field.example.as_deref().is_some_and(secrecy::has_card_number) {
                field.example = None;
            }
        }
        self.warn_all(at, warnings);
        field
    }
}

/// Returns the lists and objects that a schema shows itself; its single values are read with its type.
pub(super) fn own_samples<'n>(schema: &Schema<'n>) -> impl Iterator<Item = &'n Node> {
    schema.examples.iter().copied().filter(|one| one.is_map() || !one.items().is_empty())
}
