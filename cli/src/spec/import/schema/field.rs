//! A single field: its type with its secrecy, limits and example.

use freedompay_runtime::message::redact::is_sensitive_member;

use super::resolved::{Mark, Schema};
use super::{Schemas, infer, is_request, limits, samples};
use crate::spec::import::document::node::Node;
use crate::spec::import::finding::ReadError;
use crate::spec::model::{Field, Type};

impl<'a> Schemas<'a> {
    /// Reads a field; the caller decides whether it is required.
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
        let mut own = Schemas { root: self.root, ..Schemas::new(self.root, self.author) };
        let field = own.field(name, &[schema], at, &[]);
        self.warnings.extend(own.warnings);
        self.secrets.extend(own.secrets);
        field
    }

    /// Adds secrecy and an example to a field without a schema.
    pub(crate) fn described(&mut self, field: Field, at: &str, samples: &[&Node]) -> Field {
        self.finish(field, &Schema::default(), at, samples)
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
        let ty = self.of(schema, at, samples)?;
        Ok(self.finish(Field::new(name, ty), schema, at, samples))
    }

    /// Adds secrecy, limits and the example of a field.
    pub(super) fn finish(&mut self, mut field: Field, schema: &Schema<'_>, at: &str, samples: &[&Node]) -> Field {
        let is_ours = self.is_ours();
        let shown = samples::leaves(samples);
        if is_ours {
            field.secret = schema.is(Mark::Secret);
            field.doc = schema.doc.map(str::to_owned);
        } else {
            field.secret = is_secret(&field, at, schema) || self.secrets.contains(at);
            if field.secret && !is_request(at) && infer::is_masked(&shown) {
                self.warn(at, "it sounds like card data, but the sample is masked; not a secret");
                field.secret = false;
            }
        }
        let mut warnings = Vec::new();
        limits::read(schema, &mut field, is_ours, &mut warnings);
        let first = |list: &[&Node]| list.first().and_then(|node| node.scalar_text()).map(std::borrow::Cow::into_owned);
        field.example = first(&schema.examples).or_else(|| first(&shown));
        if !is_ours {
            limits::fit_example(&mut field, &mut warnings);
        }
        self.warn_all(at, warnings);
        field
    }
}

/// Returns whether a field may hold card data or a secret. What is in doubt is one; known values and truth values are not.
fn is_secret(field: &Field, at: &str, schema: &Schema<'_>) -> bool {
    let is_known = |ty: &Type| matches!(ty, Type::Bool | Type::Flag | Type::Enum { .. });
    let is_known = match &field.ty {
        Type::List(item) | Type::Map(item) => is_known(item),
        ty => is_known(ty),
    };
    // The parts of an object are judged by themselves.
    let has_parts = field.ty.fields().iter().any(|part| part.name != "*");
    // The number of a card is one, the number of an order is none.
    let parent = at.rsplit('.').nth(1).unwrap_or_default();
    let is_named = is_sensitive_member(parent, &field.name);
    let sounds_secret = is_named || schema.format == Some("password") || schema.is(Mark::Secret);
    let is_expiry = matches!(field.ty, Type::Integer(_)) && infer::is_expiry(&field.name);
    sounds_secret && !is_known && !has_parts && !is_expiry
}
