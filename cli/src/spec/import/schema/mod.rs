//! JSON schemas read as types. Our own documents are read literally; others are checked against their samples.

mod alternatives;
mod brackets;
mod confirm;
mod element;
mod field;
mod fields;
mod fit;
pub(crate) mod infer;
mod item;
mod keywords;
pub(crate) mod limits;
mod near;
mod numbers;
pub(crate) mod parts;
mod paths;
mod pattern;
mod resolve;
mod resolved;
pub(crate) mod samples;
pub(crate) mod secrecy;
mod unlisted;
mod values;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::brackets::{normalised, properties as nested};
use self::resolve::Resolver;
use self::resolved::{Mark, Schema};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::{ReadError, Warnings};
use crate::spec::model::Type;

/// Maximum number of schemas read for one operation, and their nesting.
const MAX_SCHEMAS: usize = 20_000;
const MAX_DEPTH: usize = 40;

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
    /// Paths of the fields whose types were inferred from samples alone.
    pub(crate) guessed: BTreeSet<String>,
    /// Paths of the fields whose items are marked as secrets.
    secrets: BTreeSet<String>,
    /// Name of the declaration, made from the title of the call.
    pub(crate) owner: String,
    /// Names of the schema of the current object.
    owners: Vec<String>,
    judged: RefCell<BTreeMap<String, bool>>,
    /// References to the types that contain the current one.
    enclosing: Vec<String>,
    depth: usize,
    read: usize,
}

/// Returns whether a place is part of a request.
pub(crate) fn is_request(at: &str) -> bool {
    at.starts_with("request")
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(root: &'a Node, author: Author) -> Self {
        let (warnings, guessed, secrets) = (Warnings::default(), BTreeSet::new(), BTreeSet::new());
        Self {
            root,
            author,
            warnings,
            guessed,
            secrets,
            owner: String::new(),
            owners: Vec::new(),
            judged: RefCell::default(),
            enclosing: Vec::new(),
            depth: 0,
            read: 0,
        }
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

    /// Resolves schemas that apply together.
    pub(crate) fn resolve<'n>(&mut self, nodes: &[&'n Node], at: &str) -> Result<Schema<'n>, ReadError>
    where
        'a: 'n,
    {
        self.read += 1;
        if self.read > MAX_SCHEMAS {
            let line = nodes.first().map_or(0, |node| node.line);
            return Err(ReadError::at(line, "too many schemas: they refer to each other"));
        }
        let schema = Resolver::new(self.root, &self.enclosing).resolve(nodes)?;
        self.warn_all(at, schema.notes.clone());
        if !self.is_form() {
            for name in &schema.bracketed {
                let (shown, head) = (parts::shown(name), name.split('[').next().unwrap_or_default());
                let message = format!(
                    "`{shown}` has brackets as in a form, and this API uses JSON; declared as `{}`, nested",
                    parts::shown(head)
                );
                self.warn(at, message);
            }
        }
        Ok(schema)
    }

    /// Reads the type of schemas that apply together, with samples of its values.
    pub(crate) fn ty<'n>(&mut self, nodes: &[&'n Node], at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        let schema = self.resolve(nodes, at)?;
        if let [_, ..] = schema.limits.as_slice() {
            let names = schema.limits.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            self.warn(at, format!("{names} of a whole message cannot be declared; left out"));
        }
        if let Some(xml) = schema.xml.filter(|_| self.is_form() && !is_request(at)) {
            // The root of a response is read whatever its name is.
            let is_usual = xml.member_text("name") == Some("response");
            self.warn_all(at, element::xml_notes(xml, if is_usual { &["name"] } else { &[] }));
        }
        self.of(&schema, at, samples)
    }

    /// Reads the type of a resolved schema.
    pub(crate) fn of<'n>(&mut self, schema: &Schema<'n>, at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        if schema.is(Mark::Circular) {
            self.warn(at, "it contains itself, which a static table cannot express; read as an untyped value");
            return Ok(Type::Any);
        }
        if self.depth >= MAX_DEPTH {
            self.warn(at, "it is nested too deeply; read as an untyped value");
            return Ok(Type::Any);
        }
        let before = self.enclosing.len();
        self.enclosing.extend(schema.pointers.iter().map(|pointer| (*pointer).to_owned()));
        self.depth += 1;
        let ty = self.typed(schema, at, samples);
        self.depth -= 1;
        self.enclosing.truncate(before);
        ty
    }

    fn typed<'n>(&mut self, schema: &Schema<'n>, at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        match schema.mark {
            Some("bool") => return Ok(Type::Bool),
            Some("flag") => return Ok(Type::Flag),
            _ => {}
        }
        if !self.is_ours() {
            self.warn_all(at, keywords::of_other_types(schema));
        }
        if let Some(values) = &schema.values {
            return Ok(self.enumeration(schema, values, at, samples));
        }
        match schema.kind() {
            "object" => self.object(schema, at, samples),
            "array" => {
                let items: Vec<&Node> = samples
                    .iter()
                    .flat_map(|list| match &list.data {
                        Data::List(items) => items.iter().collect(),
                        _ if samples::is_empty(list) => Vec::new(),
                        _ => vec![*list],
                    })
                    .collect();
                let item = self.item(schema.items.as_deref().unwrap_or_default(), at, &items)?;
                Ok(Type::List(Box::new(item)))
            }
            kind @ ("string" | "integer" | "number" | "boolean") => Ok(self.leaf(kind, schema, at, samples)),
            "mixed" => Ok(self.mixed(schema, at)),
            "" => self.untyped(schema, at, samples),
            kind => {
                if kind != "any" {
                    self.warn(at, format!("unknown type `{}`; read as an untyped value", parts::shown(kind)));
                }
                Ok(Type::Any)
            }
        }
    }

    /// Reads a value of several types. What is sent has to keep its type; what is received is read as text from any scalar.
    fn mixed(&mut self, schema: &Schema<'_>, at: &str) -> Type {
        let is_plain = |kind: &&str| matches!(*kind, "string" | "integer" | "number" | "boolean");
        let is_text =
            !schema.kinds.is_empty() && schema.kinds.iter().all(is_plain) && (self.is_form() || !is_request(at));
        let ty = if is_text { Type::Text } else { Type::Any };
        let read = if is_text { "text" } else { "an untyped value" };
        let kinds =
            schema.kinds.iter().map(|kind| format!("`{}`", parts::shown(kind))).collect::<Vec<_>>().join(" or ");
        let kinds = if kinds.is_empty() { "of one of several types".to_owned() } else { kinds };
        self.warn(at, format!("it may be {kinds}; read as {read}"));
        ty
    }

    /// Reads a schema without a type: its samples have one.
    fn untyped(&mut self, schema: &Schema<'_>, at: &str, samples: &[&Node]) -> Result<Type, ReadError> {
        let shown: Vec<&Node> = samples.iter().chain(&schema.examples).copied().collect();
        if self.is_ours() || shown.is_empty() {
            return Ok(Type::Any);
        }
        let inferred = parts::inferred(&shown, self.is_form());
        if inferred.members().is_empty() {
            return Ok(Type::Any);
        }
        self.guessed.insert(at.to_owned());
        self.warn(at, "the schema has no type; that of its sample is used");
        self.ty_of_sample(&inferred, at, &shown)
    }

    /// Reads a schema that was made from samples.
    pub(crate) fn ty_of_sample(&mut self, inferred: &Node, at: &str, samples: &[&Node]) -> Result<Type, ReadError> {
        // It refers to nothing, so its lifetime is its own.
        let mut own = Schemas { root: inferred, owner: self.owner.clone(), ..Schemas::new(inferred, self.author) };
        own.owners.clone_from(&self.owners);
        (own.depth, own.read) = (self.depth, self.read);
        let ty = own.ty(&[inferred], at, samples);
        self.read = own.read;
        self.warnings.extend(own.warnings);
        self.guessed.extend(own.guessed);
        self.secrets.extend(own.secrets);
        ty
    }

    /// Reads the type of an object.
    fn object<'n>(&mut self, schema: &Schema<'n>, at: &str, samples: &[&Node]) -> Result<Type, ReadError>
    where
        'a: 'n,
    {
        if schema.properties.is_empty()
            && let Some(rest) = &schema.rest
        {
            let inner: Vec<&Node> =
                samples::objects(samples).flat_map(|one| one.members().iter().map(|(_, node)| node)).collect();
            return Ok(Type::Map(Box::new(self.item(rest, at, &inner)?)));
        }
        // What is empty shows nothing, so the type is that of the schema.
        let mut shown = samples.iter().filter(|sample| !samples::is_empty(sample)).peekable();
        let has_only_values = shown.peek().is_some() && shown.all(|sample| sample.scalar_text().is_some());
        if !self.is_ours() && has_only_values {
            self.warn(at, "typed `object`, but the sample is a single value; read as text");
            return Ok(Type::Text);
        }
        let names = schema
            .pointers
            .iter()
            .filter_map(|pointer| pointer.rsplit('/').next())
            .chain(schema.titles.iter().copied());
        let outer = std::mem::replace(&mut self.owners, names.map(str::to_owned).collect());
        let fields = self.fields(schema, at, samples);
        self.owners = outer;
        let fields = fields?;
        if fields.is_empty() && !self.is_ours() {
            return Ok(Type::Any);
        }
        Ok(Type::Object(fields))
    }
}
