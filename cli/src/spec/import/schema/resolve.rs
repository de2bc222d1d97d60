//! Schemas resolved: references followed once, `allOf` merged, nullability and alternatives told apart. Every keyword of a
//! schema is read here or noted as not taken over, so that nothing is lost without a word.

use super::parts;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;

/// Maximum number of schemas merged into one, and of their nesting.
const MAX_MERGED: usize = 2000;
const MAX_DEPTH: usize = 24;
/// Maximum number of fields of an object.
const MAX_FIELDS: usize = 2000;

/// Schemas that apply to a value together.
pub(crate) type All<'n> = Vec<&'n Node>;

/// Something that holds of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Nullable,
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
    /// Schema of members with any other name.
    pub(crate) rest: Option<All<'n>>,
    pub(crate) items: Option<All<'n>>,
    pub(crate) limits: Vec<(&'n str, &'n Node)>,
    pub(crate) examples: Vec<&'n Node>,
    pub(crate) xml: Option<&'n Node>,
    pub(crate) doc: Option<&'n str>,
    /// Type as our own export marks it.
    pub(crate) mark: Option<&'n str>,
    marks: Vec<Mark>,
    /// References that led here.
    pub(crate) pointers: Vec<&'n str>,
    /// Contradictions, and keywords that are not taken over.
    pub(crate) notes: Vec<String>,
}

impl<'n> Schema<'n> {
    /// Returns whether something holds of it.
    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    fn set(&mut self, mark: Mark, holds: bool) {
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

/// Merges schemas, knowing the references that enclose them.
pub(crate) struct Resolver<'r, 'n> {
    pub(crate) root: &'n Node,
    /// References to the enclosing types.
    pub(crate) enclosing: &'r [String],
    path: Vec<&'n str>,
    /// Number of references before the current alternative.
    base: usize,
    read: usize,
}

impl<'r, 'n> Resolver<'r, 'n> {
    pub(crate) const fn new(root: &'n Node, enclosing: &'r [String]) -> Self {
        Self { root, enclosing, path: Vec::new(), base: 0, read: 0 }
    }

    /// Merges all of these schemas.
    pub(crate) fn resolve(&mut self, nodes: &[&'n Node]) -> Result<Schema<'n>, ReadError> {
        let mut schema = Schema { line: nodes.first().map_or(0, |node| node.line), ..Schema::default() };
        for node in nodes {
            self.merge(&mut schema, node, 0)?;
        }
        if schema.properties.len() > MAX_FIELDS {
            return Err(ReadError::at(schema.line, format!("the object has more than {MAX_FIELDS} fields")));
        }
        Ok(schema)
    }

    fn merge(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        self.read += 1;
        if depth > MAX_DEPTH || self.read > MAX_MERGED {
            return Err(too_many(node));
        }
        for (name, value) in node.members() {
            keyword(into, name, value);
        }
        if !matches!(node.data, Data::Map(_) | Data::Bool(true) | Data::Null) {
            into.notes.push("a schema is not an object; ignored".to_owned());
        }
        if let Some(pointer) = node.member_text("$ref") {
            self.follow(into, node, pointer, depth)?;
        }
        for inner in node.get("allOf").map_or(&[][..], Node::items) {
            self.merge(into, inner, depth + 1)?;
        }
        self.alternatives(into, node, depth)
    }

    /// Merges the schema that a reference names, unless it contains this one.
    fn follow(
        &mut self,
        into: &mut Schema<'n>,
        node: &'n Node,
        pointer: &'n str,
        depth: usize,
    ) -> Result<(), ReadError> {
        if self.enclosing.iter().any(|known| known == pointer) {
            into.set(Mark::Circular, true);
            return Ok(());
        }
        match self.path.iter().position(|known| *known == pointer) {
            Some(at) if at < self.base => {
                into.set(Mark::Circular, true);
                return Ok(());
            }
            // Two references that name only each other have no content at all.
            Some(_) => {
                refs::resolve(self.root, node)?;
                return Err(too_many(node));
            }
            None => {}
        }
        let target = refs::find(self.root, pointer).map_err(|message| ReadError::at(node.line, message))?;
        if !into.pointers.contains(&pointer) {
            into.pointers.push(pointer);
        }
        self.path.push(pointer);
        let merged = self.merge(into, target, depth + 1);
        self.path.pop();
        merged
    }

    /// Merges `anyOf` and `oneOf`: an only alternative besides `null` is the schema itself.
    fn alternatives(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        let all = ["anyOf", "oneOf"].into_iter().filter_map(|name| node.get(name)).flat_map(Node::items);
        let (nulls, others): (Vec<&'n Node>, Vec<&'n Node>) = all.partition(|one| is_null(one));
        into.set(Mark::Nullable, !nulls.is_empty());
        match others.as_slice() {
            [] => Ok(()),
            [one] => self.alternative(into, one, depth),
            several => {
                let mut read = Vec::new();
                for one in several {
                    let mut schema = Schema { line: one.line, ..Schema::default() };
                    self.alternative(&mut schema, one, depth)?;
                    read.push(schema);
                }
                combine(into, read);
                Ok(())
            }
        }
    }

    fn alternative(&mut self, into: &mut Schema<'n>, node: &'n Node, depth: usize) -> Result<(), ReadError> {
        let base = std::mem::replace(&mut self.base, self.path.len());
        let merged = self.merge(into, node, depth + 1);
        self.base = base;
        merged
    }
}

fn too_many(node: &Node) -> ReadError {
    ReadError::at(node.line, "`allOf` or `anyOf` contains itself, or merges too many schemas")
}

/// Returns whether a schema allows nothing but `null`.
fn is_null(node: &Node) -> bool {
    let is_only_null = |list: &Node| !list.items().is_empty() && list.items().iter().all(|one| one.data == Data::Null);
    node.data == Data::Null
        || node.member_text("type") == Some("null")
        || node.get("type").is_some_and(|kind| kind.data == Data::Null)
        || node.get("enum").is_some_and(is_only_null)
        || node.get("const").is_some_and(|value| value.data == Data::Null)
}

/// Reads one keyword.
fn keyword<'n>(into: &mut Schema<'n>, name: &'n str, value: &'n Node) {
    match name {
        "type" => kinds(into, value),
        "nullable" => into.set(Mark::Nullable, value.data == Data::Bool(true)),
        "format" => into.format = into.format.or(value.text()),
        "enum" if value.items().is_empty() => into.notes.push("`enum` lists no values; ignored".to_owned()),
        "enum" => {
            into.set(Mark::Nullable, value.items().iter().any(|one| one.data == Data::Null));
            values(into, value.items().iter().collect());
        }
        "const" => values(into, vec![value]),
        "properties" => {
            for (name, property) in value.members().iter().take(MAX_FIELDS + 1) {
                match into.properties.iter_mut().find(|(known, _)| known == name) {
                    Some((_, sets)) => sets.iter_mut().for_each(|all| all.push(property)),
                    None => into.properties.push((name, vec![vec![property]])),
                }
            }
        }
        "required" => match &value.data {
            Data::List(names) => into.required.extend(names),
            // Draft 3 of JSON Schema put it at the property.
            _ => into.notes.push("`required` is not a list of names; ignored".to_owned()),
        },
        "additionalProperties" => match &value.data {
            Data::Map(_) => into.rest.get_or_insert_default().push(value),
            Data::Bool(true) => {
                into.rest.get_or_insert_default();
            }
            _ => {}
        },
        "items" => match &value.data {
            Data::Map(_) => into.items.get_or_insert_default().push(value),
            Data::Bool(true) => {
                into.items.get_or_insert_default();
            }
            _ => into.notes.push("`items` is not a schema; ignored".to_owned()),
        },
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength" | "maxLength"
        | "minItems" | "maxItems" | "pattern" => into.limits.push((name, value)),
        "example" => into.examples.push(value),
        "examples" => into.examples.extend(value.items()),
        "readOnly" => into.set(Mark::ReadOnly, value.data == Data::Bool(true)),
        "writeOnly" => into.set(Mark::WriteOnly, value.data == Data::Bool(true)),
        "xml" => into.xml = into.xml.or(Some(value)),
        "description" => into.doc = into.doc.or(value.text()),
        "deprecated" if value.data == Data::Bool(true) => {
            into.notes.push("the document marks it as deprecated".to_owned())
        }
        "x-freedompay-type" => into.mark = value.text(),
        "x-freedompay-secret" => into.set(Mark::Secret, value.data == Data::Bool(true)),
        "x-freedompay-added" => into.set(Mark::Added, value.data == Data::Bool(true)),
        // Followed by the resolver)))); words for people; what tools keep for themselves.
        "$ref" | "allOf" | "anyOf" | "oneOf" | "title" | "summary" | "externalDocs" | "deprecated" | "default"
        | "discriminator" | "$comment" | "$schema" | "$id" | "$anchor" | "$defs" | "definitions" | "" => {}
        _ if name.starts_with("x-") => {}
        _ => into.notes.push(format!("`{}` is not taken over", parts::shown(name))),
    }
}

/// Reads types; several `type` keywords apply together.
fn kinds<'n>(into: &mut Schema<'n>, value: &'n Node) {
    let listed: Vec<&'n str> = match &value.data {
        Data::Text(kind) => vec![kind],
        Data::List(kinds) => kinds.iter().map(|kind| kind.text().unwrap_or("null")).collect(),
        Data::Null => vec!["null"],
        _ => return into.notes.push("`type` is not a name; ignored".to_owned()),
    };
    into.set(Mark::Nullable, listed.contains(&"null"));
    let mut kinds: Vec<&'n str> = Vec::new();
    for kind in listed.into_iter().filter(|kind| *kind != "null") {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if into.kinds.is_empty() {
        into.kinds = kinds;
        return;
    }
    let fits = |kind: &&str| kinds.contains(kind) || (**kind == *"integer" && kinds.contains(&"number"));
    let narrower = |kind: &&&str| **kind == "integer" && into.kinds.contains(&"number");
    let both: Vec<&str> = into.kinds.iter().copied().filter(fits).collect();
    let both = if both.is_empty() { kinds.iter().filter(narrower).copied().collect() } else { both };
    if both.is_empty() && !kinds.is_empty() {
        into.notes.push(format!(
            "it is both `{}` and `{}`; the first is used",
            into.kinds.join(", "),
            kinds.join(", ")
        ));
    } else if !both.is_empty() {
        into.kinds = both;
    }
}

/// Reads known values; several lists apply together.
fn values<'n>(into: &mut Schema<'n>, list: Vec<&'n Node>) {
    match &mut into.values {
        None => into.values = Some(list),
        Some(known) => {
            let both: Vec<&Node> =
                known.iter().copied().filter(|one| list.iter().any(|other| other.data == one.data)).collect();
            if both.is_empty() {
                into.notes.push("two lists of known values have none in common; the first is used".to_owned());
            } else {
                *known = both;
            }
        }
    }
}

/// Combines alternatives into a schema that accepts each of them.
fn combine<'n>(into: &mut Schema<'n>, list: Vec<Schema<'n>>) {
    for one in &list {
        into.set(Mark::Nullable, one.is(Mark::Nullable));
        into.set(Mark::Circular, one.is(Mark::Circular));
        into.set(Mark::Secret, one.is(Mark::Secret));
        into.examples.extend(&one.examples);
        for note in &one.notes {
            if !into.notes.contains(note) {
                into.notes.push(note.clone());
            }
        }
        into.pointers.extend(&one.pointers);
    }
    let kinds: Vec<&str> = list.iter().map(Schema::kind).collect();
    let first = kinds.first().copied().unwrap_or_default();
    if kinds.iter().all(|kind| *kind == "object" || kind.is_empty()) && kinds.contains(&"object") {
        objects(into, list);
        return;
    }
    if kinds.iter().any(|kind| *kind != first) || matches!(first, "" | "mixed") {
        let is_plain = |one: &Schema<'_>| matches!(one.kind(), "string" | "integer" | "number" | "boolean");
        into.set(Mark::Mixed, true);
        if list.iter().all(is_plain) {
            into.kinds = kinds;
            into.kinds.dedup();
        }
        return;
    }
    into.kinds = vec![first];
    let formats: Vec<_> = list.iter().map(|one| one.format).collect();
    into.format =
        into.format.or(formats.first().copied().flatten().filter(|_| formats.windows(2).all(|two| two[0] == two[1])));
    // Known values stay useful beside an alternative without any, because enums are open.
    let known: Vec<&Node> = list.iter().filter_map(|one| one.values.as_ref()).flatten().copied().collect();
    if !known.is_empty() && into.values.is_none() {
        into.values = Some(known);
    }
    if first == "array" {
        let mut items: Vec<All<'n>> = list.iter().filter_map(|one| one.items.clone()).collect();
        items.dedup();
        into.items = if items.len() == 1 { items.pop() } else { Some(Vec::new()) };
        if into.items.as_ref().is_some_and(Vec::is_empty) {
            into.notes.push("its items are described differently by several alternatives; read as untyped".to_owned());
        }
    }
    let has_limits = list.iter().any(|one| !one.limits.is_empty());
    if has_limits && list.windows(2).all(|two| two[0].limits == two[1].limits) {
        into.limits.extend(list.first().map(|one| one.limits.clone()).unwrap_or_default());
    } else if has_limits {
        into.notes.push("the limits of its alternatives differ; left out".to_owned());
    }
}

/// Merges objects: the fields of all, required where all require them.
fn objects<'n>(into: &mut Schema<'n>, list: Vec<Schema<'n>>) {
    let count = list.len();
    let mut required: Vec<(&str, usize, &'n Node)> = Vec::new();
    let mut has_more = false;
    for one in list {
        let known = into.properties.len();
        for (name, sets) in one.properties {
            match into.properties.iter_mut().find(|(other, _)| *other == name) {
                Some((_, all)) => {
                    for set in sets {
                        if !all.contains(&set) {
                            all.push(set);
                        }
                    }
                }
                None => into.properties.push((name, sets)),
            }
        }
        has_more |= into.properties.len() > known;
        let mut own: Vec<&str> = Vec::new();
        for node in one.required {
            let name = node.text().unwrap_or_default();
            if own.contains(&name) {
                continue;
            }
            own.push(name);
            match required.iter_mut().find(|(other, ..)| *other == name) {
                Some((_, seen, _)) => *seen += 1,
                None => required.push((name, 1, node)),
            }
        }
        if let Some(rest) = one.rest {
            into.rest.get_or_insert(rest);
        }
    }
    into.kinds = vec!["object"];
    into.required.extend(required.into_iter().filter(|(_, seen, _)| *seen == count).map(|(.., node)| node));
    if has_more {
        into.notes.push("one of several objects; read as one with the fields of all".to_owned());
    }
}
