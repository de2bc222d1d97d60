//! Fields that samples show and the schema does not list.

use super::parts;
use super::resolved::Schema;
use super::{Schemas, is_request, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::ReadError;
use crate::spec::model::Field;

impl Schemas<'_> {
    /// Adds the fields that only the samples have.
    pub(super) fn only_in_samples(
        &mut self,
        schema: &Schema<'_>,
        at: &str,
        samples: &[&Node],
        skipped: &[String],
        fields: &mut Vec<Field>,
    ) -> Result<(), ReadError> {
        // A described rest has them.
        if !schema.properties.is_empty() && schema.rest.as_ref().is_some_and(|rest| !rest.is_empty()) {
            return Ok(());
        }
        for name in samples::names(samples) {
            if name == "*" || fields.iter().any(|field| field.name == name) || skipped.iter().any(|other| other == name)
            {
                continue;
            }
            let path = format!("{at}.{name}");
            let here = self.showing(samples::members(samples, name), &path);
            let inferred = parts::inferred(&here, self.is_form());
            self.guessed.insert(path.clone());
            let ty = self.ty_of_sample(&inferred, &path, &here)?;
            let field = self.finish(Field::new(name, ty), &Schema::default(), &path, &here);
            if !schema.properties.is_empty() {
                self.warn(&path, "only the sample has it, not the schema");
            }
            fields.push(field);
        }
        if schema.properties.is_empty() && !fields.is_empty() {
            self.warn(at, "it has no schema; its fields are those of the sample, their types are guesses");
        }
        Ok(())
    }

    /// Returns the samples of a field that show its type, which is unknown if none does.
    fn showing<'s>(&mut self, mut samples: Vec<&'s Node>, path: &str) -> Vec<&'s Node> {
        if self.is_form() && !is_request(path) {
            // An empty element may be anything.
            samples.retain(|sample| sample.text() != Some(""));
        }
        let mut shown = samples.iter().filter(|sample| sample.data != Data::Null);
        let is_blank = |item: &Node| item.data == Data::Null;
        let unknown = match shown.next().map(|first| &first.data) {
            None => "the sample shows nothing for it, so its type is unknown; read as an untyped value",
            Some(Data::List(_))
                if samples.iter().all(|list| list.items().iter().all(is_blank) && list.members().is_empty()) =>
            {
                "the sample is an empty list, so the type of its items is unknown; read as untyped values"
            }
            Some(Data::Map(_)) if samples.iter().all(|object| samples::is_empty(object)) => {
                "the sample is an empty object, so its fields are unknown; read as an untyped value"
            }
            Some(Data::Text(text))
                if text.is_empty() && self.is_form() && samples.iter().all(|one| samples::is_empty(one)) =>
            {
                "the sample is empty, so its type is unknown; read as text"
            }
            Some(_) => return samples,
        };
        self.warn(path, unknown);
        samples
    }
}
