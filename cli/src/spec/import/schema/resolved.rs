//! A schema after merging, as the resolver makes it.

use crate::spec::import::document::node::{Data, Node};

/// Maximum number of fields of an object.
pub(super) const MAX_FIELDS: usize = 2000;

/// Schemas that apply to a value together.
pub(crate) type All<'n> = Vec<&'n Node>;

/// Something that holds of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Nullable,
    /// Required by its own schema, as Draft 3 of JSON Schema had it.
    Required,
    ReadOnly,
    WriteOnly,
    /// Marked as card data or a secret by our own export.
    Secret,
    /// Marked by our own export as a field that the client adds.
    Added,
    /// Refers to a schema that contains it.
    Circular,
    /// Has alternatives with nothing in common.
    Mixed,
}

/// A schema after merging.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema<'n> {
    pub(crate) line: usize,
    /// Types except `null`.
    pub(crate) kinds: Vec<&'n str>,
    pub(crate) format: Option<&'n str>,
    pub(crate) values: Option<Vec<&'n Node>>,
    /// Properties with the schemas that apply to each, one set per alternative that has it.
    pub(crate) properties: Vec<(&'n str, Vec<All<'n>>)>,
    pub(crate) required: Vec<&'n Node>,
    /// Names of properties that were nested because of their brackets.
    pub(crate) bracketed: Vec<&'n str>,
    /// Schema of members with any other name.
    pub(crate) rest: Option<All<'n>>,
    pub(crate) items: Option<All<'n>>,
    pub(crate) limits: Vec<(&'n str, &'n Node)>,
    pub(crate) examples: Vec<&'n Node>,
    pub(crate) xml: Option<&'n Node>,
    pub(crate) doc: Option<&'n str>,
    /// All titles and descriptions on the way here.
    pub(crate) titles: Vec<&'n str>,
    pub(crate) descriptions: Vec<&'n str>,
    /// Type as our own export marks it.
    pub(crate) mark: Option<&'n str>,
    marks: Vec<Mark>,
    /// References that led here.
    pub(crate) pointers: Vec<&'n str>,
    /// Contradictions, and keywords that are not taken over.
    pub(crate) notes: Vec<String>,
}

impl<'n> Schema<'n> {
    /// Begins a schema that starts at a line.
    pub(super) fn at(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Returns whether something holds of it.
    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    pub(super) fn set(&mut self, mark: Mark, holds: bool) {
        if holds && !self.is(mark) {
            self.marks.push(mark);
        }
    }

    /// Returns the only type, or the one that the other keywords imply; empty if there is none.
    pub(crate) fn kind(&self) -> &'n str {
        let has = |names: &[&str]| self.limits.iter().any(|(name, _)| names.contains(name));
        match self.kinds.as_slice() {
            [kind] => kind,
            ["integer", "number"] | ["number", "integer"] => "number",
            [_, ..] => "mixed",
            [] if self.is(Mark::Mixed) => "mixed",
            [] if self.values.is_some() => self.kind_of_values(),
            [] if !self.properties.is_empty() || self.rest.is_some() => "object",
            [] if self.items.is_some() => "array",
            [] if self.format.is_some() || has(&["minLength", "maxLength", "pattern"]) => "string",
            [] if has(&["minimum", "maximum"]) => "number",
            [] => "",
        }
    }
}

impl Schema<'_> {
    /// Returns the type that all known values have.
    fn kind_of_values(&self) -> &'static str {
        let kind = |node: &&Node| match node.data {
            Data::Null => None,
            Data::Bool(_) => Some("boolean"),
            Data::Number(_) => Some("number"),
            Data::Text(_) => Some("string"),
            Data::List(_) | Data::Map(_) => Some(""),
        };
        let mut kinds = self.values.iter().flatten().filter_map(kind);
        let first = kinds.next().unwrap_or_default();
        if kinds.all(|kind| kind == first) { first } else { "" }
    }
}
