//! JSON schemas read as types. Our own documents are read literally; others are checked against their samples.

use freedompay_runtime::is_sensitive_name;
use freedompay_runtime::message::suggestion::did_you_mean;

mod brackets;
pub(crate) mod infer;
mod limits;
pub(crate) mod parts;
pub(crate) mod samples;
mod values;

use self::parts::Parts;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::{ReadError, Warnings};
use crate::spec::model::{Field, Type};

/// Maximum number of schemas read for one operation.
const MAX_SCHEMAS: usize = 20_000;

/// Who wrote a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// `freedompay openapi` wrote it.
    Ours,
    /// A third party wrote it, about a call that uses forms and XML, or JSON.
    ThirdParty { is_form: bool },
}

/// Reads the schemas of one operation.
pub(crate) struct Schemas<'a> {
    pub(crate) root: &'a Node,
    pub(crate) author: Author,
    pub(crate) warnings: Warnings,
    /// References on the way to the current schema.
    chain: Vec<String>,
    read: usize,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(root: &'a Node, author: Author) -> Self {
        Self { root, author, warnings: Warnings::default(), chain: Vec::new(), read: 0 }
    }

    pub(crate) fn is_ours(&self) -> bool {
        self.author == Author::Ours
    }

    pub(crate) fn is_form(&self) -> bool {
        self.author == Author::ThirdParty { is_form: true }
    }

    /// Adds a warning, unless the document is ours.
    pub(crate) fn warn(&mut self, at: &str, message: impl Into<String>) {
        if !self.is_ours() {
            self.warnings.add(at, message);
        }
    }

    pub(crate) fn warn_all(&mut self, at: &str, warnings: Vec<String>) {
        for warning in warnings {
            self.warn(at, warning);
        }
    }

    /// Reads the type of a schema, with samples of its values.
    pub(crate) fn ty(&mut self, schema: &Node, at: &str, samples: &[&Node]) -> Result<Type, ReadError> {
        self.read += 1;
        if self.read > MAX_SCHEMAS {
            return Err(ReadError::at(schema.line, "too many schemas: they refer to each other"));
        }
        let root = self.root;
        let (schema, chain) = {
            let (found, chain) = refs::resolve(root, schema)?;
            (found.clone(), chain.into_iter().map(str::to_owned).collect::<Vec<_>>())
        };
        if chain.iter().any(|pointer| self.chain.contains(pointer)) || self.chain.len() > 40 {
            self.warn(at, "it contains itself, which a static table cannot express; read as an untyped value");
            return Ok(Type::Any);
        }
        let before = self.chain.len();
        self.chain.extend(chain);
        let ty = self.resolved(&schema, at, samples);
        self.chain.truncate(before);
        ty
    }

    /// Reads the type of a schema that is not a reference.
    fn resolved(&mut self, schema: &Node, at: &str, samples: &[&Node]) -> Result<Type, ReadError> {
        if let Some(ty) = parts::truth_value(schema) {
            return Ok(ty);
        }
        if let Some(single) = parts::only_alternative(schema) {
            return self.ty(&single.clone(), at, samples);
        }
        if let Some(list) = parts::enumeration(schema) {
            return Ok(self.enumeration(schema, list, at));
        }
        let parts = parts::of(self.root, schema)?;
        if let Some(warning) = parts.warning {
            self.warn(at, warning);
        }
        let kind = parts::kind(schema).unwrap_or_else(|| {
            let is_list = schema.get("items").is_some();
            if parts.is_object() {
                "object"
            } else if is_list {
                "array"
            } else {
                ""
            }
            .to_owned()
        });
        match kind.as_str() {
            "object" => self.object(&parts, at, samples),
            "array" => {
                let any = Node::new(schema.line, Data::Map(Vec::new()));
                let item = self.ty(schema.get("items").unwrap_or(&any), at, samples)?;
                Ok(Type::List(Box::new(item)))
            }
            "string" | "integer" | "number" | "boolean" => Ok(self.leaf(&kind, schema, at, samples)),
            _ => {
                if !kind.is_empty() && kind != "any" {
                    self.warn(at, format!("unknown type `{kind}`; read as an untyped value"));
                }
                Ok(Type::Any)
            }
        }
    }

    /// Reads the type of an object.
    fn object(&mut self, parts: &Parts, at: &str, samples: &[&Node]) -> Result<Type, ReadError> {
        if parts.properties.is_empty()
            && let Some(rest) = &parts.rest
        {
            return Ok(Type::Map(Box::new(self.ty(rest, at, samples)?)));
        }
        let has_only_values = !samples.is_empty() && samples.iter().all(|sample| sample.scalar_text().is_some());
        if !self.is_ours() && has_only_values {
            self.warn(at, "typed `object`, but the sample is a single value; read as text");
            return Ok(Type::Text);
        }
        let fields = self.fields(parts, at, samples)?;
        if fields.is_empty() && !self.is_ours() {
            return Ok(Type::Any);
        }
        Ok(Type::Object(fields))
    }

    /// Reads the fields of an object: those of its schema, corrected by its samples.
    pub(crate) fn fields(&mut self, parts: &Parts, at: &str, samples: &[&Node]) -> Result<Vec<Field>, ReadError> {
        let shown = samples::names(samples);
        let is_in_samples = |name: &str| shown.contains(&name);
        let mut fields: Vec<Field> = Vec::new();
        for (name, schema) in &parts.properties {
            if schema.is_true("x-freedompay-added") {
                continue;
            }
            let mut wire = if self.is_ours() { name.as_str() } else { name.trim() };
            let mut warnings = Vec::new();
            if wire != name {
                warnings.push("its name has spaces around it in the document; removed".to_owned());
            }
            // A name missing in all samples may be a misspelling of one that only the samples have.
            let extra =
                shown.iter().copied().filter(|other| !parts.properties.iter().any(|(known, _)| known.trim() == *other));
            if !self.is_ours()
                && !shown.is_empty()
                && !is_in_samples(wire)
                && let Some(meant) = did_you_mean(wire, extra).filter(|meant| is_near(wire, meant))
            {
                warnings.push(format!(
                    "the schema calls it `{wire}`, the sample `{meant}`; the name of the sample is used"
                ));
                wire = meant;
            }
            if wire.is_empty() || fields.iter().any(|field| field.name == wire) {
                self.warn(at, format!("the field `{wire}` is duplicate or has no name; left out"));
                continue;
            }
            let path = format!("{at}.{wire}");
            self.warn_all(&path, warnings);
            let is_required = parts.required.iter().any(|required| required == name || required.trim() == wire);
            let mut field = self.field(wire, schema, &path, &samples::members(samples, wire))?;
            field.required = is_required && self.is_confirmed(wire, &path, samples);
            fields.push(field);
        }
        if !self.is_ours() {
            let missing: Vec<&str> =
                shown.iter().copied().filter(|name| !fields.iter().any(|f| f.name == *name)).collect();
            for name in missing {
                let path = format!("{at}.{name}");
                let here = samples::members(samples, name);
                let schema = parts::inferred(&here, self.is_form());
                let field = self.field(name, &schema, &path, &here)?;
                if !parts.properties.is_empty() {
                    self.warn(&path, "only the sample has it, not the schema");
                }
                fields.push(field);
            }
            if parts.properties.is_empty() && !fields.is_empty() {
                self.warn(at, "it has no schema; its fields are those of the sample, their types are guesses");
            }
        }
        if let Some(rest) = &parts.rest
            && (self.is_ours() || !parts.properties.is_empty() && rest.is_map())
        {
            let item = self.ty(rest, at, &[])?;
            let mut field = Field::new("*", Type::Map(Box::new(item)));
            field.doc = rest.member_text("description").map(str::to_owned);
            fields.push(field);
        }
        Ok(fields)
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

    /// Reads a field; the caller decides whether it is required.
    pub(crate) fn field(&mut self, name: &str, schema: &Node, at: &str, samples: &[&Node]) -> Result<Field, ReadError> {
        let ty = self.ty(schema, at, samples)?;
        let root = self.root;
        let (schema, _) = refs::resolve(root, schema)?;
        let schema = schema.clone();
        let mut field = Field::new(name, ty);
        let is_ours = self.is_ours();
        if is_ours {
            field.secret = schema.is_true("x-freedompay-secret");
            field.doc = schema.member_text("description").map(str::to_owned);
        } else {
            field.secret =
                (is_sensitive_name(name) || schema.member_text("format") == Some("password")) && has_text(&field.ty);
            if field.secret && infer::is_masked(&samples::leaves(samples)) {
                self.warn(at, "it sounds like card data, but the sample is masked; not a secret");
                field.secret = false;
            }
        }
        let mut warnings = Vec::new();
        limits::read(&schema, &mut field, is_ours, &mut warnings);
        let example = schema.get("examples").and_then(|list| list.items().first()).or_else(|| schema.get("example"));
        let example = example.or_else(|| samples::leaves(samples).first().copied()).and_then(Node::scalar_text);
        field.example = example.map(std::borrow::Cow::into_owned);
        if !is_ours {
            limits::fit_example(&mut field, &mut warnings);
        }
        self.warn_all(at, warnings);
        Ok(field)
    }
}

/// Returns whether the values of a type are texts.
fn has_text(ty: &Type) -> bool {
    match ty {
        Type::Text => true,
        Type::List(item) => has_text(item),
        _ => false,
    }
}

/// Returns whether two names have the same letters and digits, except one or two in one place of a long name.
fn is_near(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (one, other) = (letters(one), letters(other));
    let before = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let after = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let (one_len, other_len) = (one.chars().count(), other.chars().count());
    one == other || (one_len.min(other_len) > 5 && one_len.max(other_len).saturating_sub(before + after) <= 2)
}
