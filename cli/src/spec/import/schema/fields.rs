//! The fields of an object: those of its schema, corrected by its samples.

use std::collections::BTreeSet;

use super::element::Element;
use super::near::Names;
use super::parts::shown;
use super::resolved::{All, Mark, Schema};
use super::secrecy::has_card_number;
use super::{Schemas, is_request, limits, samples};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::ReadError;
use crate::spec::model::{Field, Type};

impl<'a> Schemas<'a> {
    /// Reads the fields of an object.
    pub(crate) fn fields<'n>(
        &mut self,
        schema: &Schema<'n>,
        at: &str,
        samples: &[&Node],
    ) -> Result<Vec<Field>, ReadError>
    where
        'a: 'n,
    {
        let in_samples = samples::names(samples);
        let is_shown: BTreeSet<&str> = in_samples.iter().copied().collect();
        let elements = self.elements(schema, at);
        // Names that only the samples have.
        let of_elements: BTreeSet<&str> = elements.iter().map(String::as_str).collect();
        let no_element: Vec<&str> = in_samples.iter().copied().filter(|name| !of_elements.contains(name)).collect();
        let declared: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| name.trim()).collect();
        let undeclared = Names::new(no_element.iter().copied().filter(|name| !declared.contains(name)));
        let required = self.required(schema, at);
        let mut fields: Vec<Field> = Vec::new();
        let mut skipped: Vec<String> = Vec::new();
        let is_ours = self.is_ours();
        for (name, sets) in &schema.properties {
            let (wire, item, warnings) = match self.element(name, sets, at, &is_shown, &no_element)? {
                Some(Element::Attribute) => {
                    skipped.push(name.trim().to_owned());
                    continue;
                }
                Some(Element::Named(wire)) => (wire, None, Vec::new()),
                Some(Element::Wrapped(wire, item)) => (wire, Some(item), Vec::new()),
                None => {
                    let (wire, warnings) = self.wire_name(name, &is_shown, &undeclared);
                    (wire.to_owned(), None, warnings)
                }
            };
            let wire = wire.as_str();
            if wire == "*" && !self.is_ours() {
                self.warn(at, "a field is named `*`, which cannot be declared; left out");
                continue;
            }
            if wire.is_empty() || fields.iter().any(|field| field.name == wire) {
                self.warn(at, format!("the field `{}` is duplicate or has no name; left out", shown(wire)));
                continue;
            }
            let path = format!("{at}.{wire}");
            self.warn_all(&path, warnings);
            let mut of_samples = samples::members(samples, wire);
            let item = item.map(|item| self.item_name(item, &of_samples, &path));
            if let Some(item) = &item {
                of_samples = samples::members(&of_samples, item);
            }
            let Some((mut field, is_nullable)) = self.property(wire, sets, &path, &of_samples)? else {
                let shows = |sample: &&Node| sample.data != Data::Null;
                if !self.is_ours() && of_samples.iter().any(shows) {
                    let side = if is_request(at) { "readOnly" } else { "writeOnly" };
                    self.warn(&path, format!("marked `{side}`, but a sample shows it; left out"));
                }
                skipped.push(wire.to_owned());
                continue;
            };
            let is_required = required.iter().any(|required| required == name || required.trim() == wire);
            field.required = (is_required || field.required) && self.is_confirmed(wire, &path, samples);
            if is_nullable && field.required && !self.is_ours() {
                if is_request(at) {
                    self.warn(&path, "it may be `null`, which a declaration does not send; a value is required");
                } else {
                    field.required = false;
                }
            }
            if let Some(item) = item {
                field.ty = Type::Object(vec![Field::new(item, field.ty)]);
            }
            fields.push(field);
        }
        if !self.is_ours() {
            self.only_in_samples(schema, at, samples, &skipped, &mut fields)?;
        }
        // A name that is a card's number is a value: the members of such an object are called by what they hold.
        let are_values: Vec<Field> = fields.extract_if(.., |field| !is_ours && has_card_number(&field.name)).collect();
        for field in are_values {
            self.warnings.drop_all(&format!("{at}.{}", field.name));
            self.warn(at, "the name of a field passes for a card number; left out");
        }
        self.rest(schema, at, &mut fields)?;
        Ok(fields)
    }

    /// Returns the name that the samples confirm: a name missing in all samples may be a misspelling of one that only the
    /// samples have.
    fn wire_name<'s>(
        &self,
        name: &'s str,
        in_samples: &BTreeSet<&str>,
        undeclared: &Names<'s>,
    ) -> (&'s str, Vec<String>) {
        if self.is_ours() {
            return (name, Vec::new());
        }
        let mut warnings = Vec::new();
        let wire = name.trim();
        if wire != name {
            warnings.push("its name has spaces around it in the document; removed".to_owned());
        }
        if !in_samples.is_empty()
            && !in_samples.contains(wire)
            && let Some(meant) = undeclared.meant(wire)
        {
            warnings.push(format!(
                "the schema calls it `{}`, the sample `{}`; the name of the sample is used",
                shown(wire),
                shown(meant)
            ));
            return (meant, warnings);
        }
        (wire, warnings)
    }

    /// Returns the names of the required fields; one that is not a property may be a misspelling of one.
    fn required(&mut self, schema: &Schema<'_>, at: &str) -> Vec<String> {
        let mut names = Vec::new();
        let properties: BTreeSet<&str> = schema.properties.iter().map(|(name, _)| name.trim()).collect();
        let listed: BTreeSet<_> = schema.required.iter().filter_map(|node| node.name()).collect();
        let unlisted =
            Names::new(schema.properties.iter().map(|(name, _)| *name).filter(|name| !listed.contains(*name)));
        for node in &schema.required {
            let Some(name) = node.name() else {
                self.warn(at, "`required` names something else than a field; ignored");
                continue;
            };
            if self.is_ours() || properties.contains(name.trim()) {
                names.push(name.into_owned());
                continue;
            }
            match unlisted.meant(&name) {
                Some(meant) => {
                    let (name, shown_meant) = (shown(&name), shown(meant));
                    self.warn(
                        at,
                        format!("`required` names `{name}`, the property is `{shown_meant}`; that is required"),
                    );
                    names.push(meant.to_owned());
                }
                None => self.warn(at, format!("`required` names `{}`, which is not a property; ignored", shown(&name))),
            }
        }
        names
    }

    /// Reads a property, unless the other side alone has it. Returns also whether it may be `null`.
    fn property<'n>(
        &mut self,
        name: &str,
        sets: &[All<'n>],
        path: &str,
        samples: &[&Node],
    ) -> Result<Option<(Field, bool)>, ReadError>
    where
        'a: 'n,
    {
        let mut found: Option<(Field, bool)> = None;
        for all in sets {
            let schema = self.resolve(all, path)?;
            if schema.is(Mark::ReadOnly) && schema.is(Mark::WriteOnly) {
                self.warn(path, "marked `readOnly` and `writeOnly`, so neither side has it; left out");
            }
            let is_of_other_side =
                if is_request(path) { schema.is(Mark::ReadOnly) } else { schema.is(Mark::WriteOnly) };
            if schema.is(Mark::Added) || (is_of_other_side && !self.is_ours()) {
                return Ok(None);
            }
            let field = self.field_of(name, &schema, path, samples)?;
            let is_nullable = schema.is(Mark::Nullable) || samples.iter().any(|sample| sample.data == Data::Null);
            found = Some(match found {
                None => (field, is_nullable),
                Some((known, was_nullable)) => (self.either(known, field, path), was_nullable || is_nullable),
            });
        }
        Ok(found)
    }

    /// Combines what two alternatives say about a field.
    fn either(&mut self, one: Field, other: Field, path: &str) -> Field {
        let secret = one.secret || other.secret;
        if one.ty == other.ty && one.limits == other.limits {
            return Field { secret, ..one };
        }
        let ty = match (&one.ty, &other.ty) {
            (a, b) if a == b => one.ty.clone(),
            (Type::Enum { values: a, numeric }, Type::Enum { values: b, numeric: other }) if numeric == other => {
                let more = b.iter().filter(|value| !a.contains(value));
                Type::Enum { values: a.iter().chain(more).cloned().collect(), numeric: *numeric }
            }
            (
                Type::Text | Type::Uuid | Type::Enum { numeric: false, .. },
                Type::Text | Type::Uuid | Type::Enum { numeric: false, .. },
            ) => Type::Text,
            (Type::Integer(_), Type::Integer(_)) => Type::Integer(None),
            (Type::Integer(_) | Type::Decimal, Type::Integer(_) | Type::Decimal) => Type::Decimal,
            _ => Type::Any,
        };
        let (mut limits, mut lost) = limits::common(&one.limits, &other.limits);
        if ty == Type::Any {
            lost.extend(limits::listed(&std::mem::take(&mut limits)));
        }
        let rest = if lost.is_empty() { String::new() } else { format!("; left out: {}", lost.join(", ")) };
        self.warn(path, format!("several alternatives describe it differently; read as what all of them allow{rest}"));
        Field { ty, secret, limits, example: None, ..one }
    }

    /// Adds the field for members of any other name.
    fn rest<'n>(&mut self, schema: &Schema<'n>, at: &str, fields: &mut Vec<Field>) -> Result<(), ReadError>
    where
        'a: 'n,
    {
        let Some(rest) = schema.rest.as_ref().filter(|rest| self.is_ours() || !rest.is_empty()) else { return Ok(()) };
        if schema.properties.is_empty() && !self.is_ours() {
            return Ok(());
        }
        let item = self.item(rest, at, &[])?;
        let mut field = Field::new("*", Type::Map(Box::new(item)));
        field.doc = rest.first().and_then(|rest| rest.member_text("description")).map(str::to_owned);
        fields.push(field);
        Ok(())
    }

    /// Returns whether every sample has a field that the schema requires.
    fn is_confirmed(&mut self, name: &str, path: &str, samples: &[&Node]) -> bool {
        let is_missing = samples::objects(samples).any(|sample| samples::get(sample, name).is_none());
        if self.is_ours() || !is_missing {
            return true;
        }
        self.warn(path, "required by the schema, but a sample lacks it; read as optional");
        false
    }
}
