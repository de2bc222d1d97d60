//! Parts of a schema: properties, alternatives, known values and media types.

use super::brackets;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::model::Type;

/// The schema of an object, merged from `allOf` and its alternatives.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) properties: Vec<(String, Node)>,
    pub(crate) required: Vec<String>,
    pub(crate) rest: Option<Node>,
    pub(crate) warning: Option<&'static str>,
    /// Number of merged schemas.
    read: usize,
}

/// Maximum number of fields, and of schemas merged into one.
const MAX_FIELDS: usize = 2000;

impl Parts {
    pub(crate) fn is_object(&self) -> bool {
        !self.properties.is_empty() || self.rest.is_some()
    }
}

/// Merges the object that a schema describes.
pub(crate) fn of(root: &Node, schema: &Node) -> Result<Parts, ReadError> {
    let mut parts = Parts::default();
    collect(root, schema, &mut parts, 0)?;
    if parts.properties.len() > MAX_FIELDS {
        return Err(ReadError::at(schema.line, format!("the object has more than {MAX_FIELDS} fields")));
    }
    let (properties, required) = brackets::properties(&parts.properties, &parts.required);
    Ok(Parts { properties, required, ..parts })
}

/// Merges a schema into the parts.
fn collect(root: &Node, schema: &Node, parts: &mut Parts, depth: usize) -> Result<(), ReadError> {
    let (schema, _) = refs::resolve(root, schema)?;
    parts.read += 1;
    if depth > 16 || parts.read > MAX_FIELDS {
        return Err(ReadError::at(schema.line, "`allOf` or `anyOf` contains itself, or merges too many schemas"));
    }
    let own = schema.get("properties").map_or(&[][..], Node::members);
    for (name, property) in own.iter().take(MAX_FIELDS + 1) {
        if !parts.properties.iter().any(|(known, _)| known == name) {
            parts.properties.push((name.clone(), property.clone()));
        }
    }
    parts
        .required
        .extend(schema.get("required").map_or(&[][..], Node::items).iter().filter_map(Node::text).map(str::to_owned));
    match schema.get("additionalProperties") {
        Some(rest) if rest.is_map() => parts.rest = Some(rest.clone()),
        Some(Node { data: Data::Bool(true), line }) if schema.get("properties").is_none() => {
            parts.rest = Some(Node::new(*line, Data::Map(Vec::new())));
        }
        _ => {}
    }
    for inner in schema.get("allOf").map_or(&[][..], Node::items) {
        collect(root, inner, parts, depth + 1)?;
    }
    let alternatives = alternatives(schema);
    if alternatives.len() > 1 {
        for inner in &alternatives {
            let mut own = Parts { read: parts.read, ..Parts::default() };
            collect(root, inner, &mut own, depth + 1)?;
            parts.read = own.read;
            let known = |name: &String| parts.properties.iter().any(|(other, _)| other == name);
            let new: Vec<_> = own.properties.into_iter().filter(|(name, _)| !known(name)).collect();
            if !new.is_empty() {
                parts.warning = Some("one of several objects; read as one with the fields of all");
            }
            parts.properties.extend(new);
        }
    }
    Ok(())
}

/// Returns the alternatives of `anyOf` and `oneOf` except `null`.
fn alternatives(schema: &Node) -> Vec<&Node> {
    let lists = ["anyOf", "oneOf"].into_iter().filter_map(|name| schema.get(name)).flat_map(Node::items);
    lists.filter(|one| one.member_text("type") != Some("null")).collect()
}

/// Returns the only alternative of a nullable schema.
pub(crate) fn only_alternative(schema: &Node) -> Option<&Node> {
    match alternatives(schema).as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// Returns the known values of an open or a closed enumeration.
pub(crate) fn enumeration(schema: &Node) -> Option<&[Node]> {
    let own = schema.get("enum").map(Node::items);
    let one = || schema.get("const").map(std::slice::from_ref);
    let open = || match alternatives(schema).as_slice() {
        [known, any] if any.get("enum").is_none() && known.member_text("type") == any.member_text("type") => {
            known.get("enum").map(Node::items)
        }
        _ => None,
    };
    own.or_else(one).or_else(open)
}

/// Returns the only type of a schema except `null`.
pub(crate) fn kind(schema: &Node) -> Option<String> {
    let own = match schema.get("type").map(|kind| &kind.data) {
        Some(Data::Text(kind)) => Some(kind.clone()),
        Some(Data::List(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Node::text).filter(|kind| *kind != "null");
            match (kinds.next(), kinds.next()) {
                (Some(kind), None) => Some(kind.to_owned()),
                // Values of several types are read as texts.
                (Some(_), Some(_)) => Some("string".to_owned()),
                _ => None,
            }
        }
        _ => None,
    };
    own.or_else(|| {
        alternatives(schema)
            .first()
            .and_then(|first| first.member_text("type"))
            .filter(|_| schema.get("enum").is_none() && enumeration(schema).is_some())
            .map(str::to_owned)
    })
}

/// Reads the marks of our own documents for truth values.
pub(crate) fn truth_value(schema: &Node) -> Option<Type> {
    match schema.member_text("x-freedompay-type")? {
        "bool" => Some(Type::Bool),
        "flag" => Some(Type::Flag),
        _ => None,
    }
}

/// Infers a schema from samples.
pub(crate) fn inferred(samples: &[&Node], is_form: bool) -> Node {
    let Some(first) = samples.first() else { return Node::new(0, Data::Map(Vec::new())) };
    let map = |kind: &str| vec![("type".to_owned(), Node::from_text(kind))];
    let members = match &first.data {
        Data::Null => Vec::new(),
        Data::Bool(_) => map("boolean"),
        Data::Number(text) if text.contains('.') => map("number"),
        Data::Number(_) => map("integer"),
        // Every XML value is text; one that looks like an amount is read as an amount.
        Data::Text(text) if is_form && text.contains('.') && text.parse::<freedompay::Amount>().is_ok() => {
            map("number")
        }
        Data::Text(_) => map("string"),
        Data::Map(_) => map("object"),
        Data::List(items) => {
            let items: Vec<&Node> = items.iter().collect();
            let mut members = map("array");
            members.push(("items".to_owned(), inferred(&items, is_form)));
            members
        }
    };
    Node::new(first.line, Data::Map(members))
}

/// Returns whether a media type is a form or XML.
pub(crate) fn is_form_media(media: &str) -> bool {
    media.contains("form") || media.contains("xml")
}

/// Finds the media type that the API uses, or else the first one.
pub(crate) fn media(node: &Node, is_form: bool) -> Option<(&str, &Node)> {
    let all = node.get("content").map_or(&[][..], Node::members);
    let wanted = all.iter().find(|(media, _)| is_form_media(media) == is_form);
    wanted.or_else(|| all.first()).map(|(media, content)| (media.as_str(), content))
}
