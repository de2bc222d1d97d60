//! Our own export (`freedompay openapi`), read back without loss.

use std::collections::BTreeMap;

use freedompay::meta::{ApiMeta, Direction};

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::finding::{ImportedOperation, ReadError, Warnings};
use crate::spec::import::names;
use crate::spec::import::schema::{Author, Schemas};
use crate::spec::model::{Fact, Field, FieldLocation, Header, Operation, Type};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Returns whether `freedompay openapi` wrote the document.
pub(crate) fn is_ours(root: &Node) -> bool {
    let is_marked = |operation: &Node| operation.members().iter().any(|(name, _)| name.starts_with("x-freedompay-"));
    let items = ["paths", "webhooks"].into_iter().filter_map(|name| root.get(name)).flat_map(Node::members);
    let mut operations = items.flat_map(|(_, item)| METHODS.iter().filter_map(|method| item.get(method)));
    root.get("x-freedompay-awaiting-documentation").is_some() || operations.any(is_marked)
}

/// Reads all operations of the document.
pub(crate) fn operations(root: &Node, api: Option<&'static ApiMeta>) -> (Vec<ImportedOperation>, Vec<ReadError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    let mut take = |read: Result<Operation, ReadError>| match read {
        Ok(operation) if api.is_none_or(|api| api.name == operation.api) => found.push(ImportedOperation {
            rust: names::pascal(operation.id.rsplit('.').next().unwrap_or_default()),
            operation,
            warnings: Warnings::default(),
            effect_note: None,
            file: std::path::PathBuf::new(),
            guessed: std::collections::BTreeSet::new(),
            folder: None,
            line: 0,
            is_ours: true,
        }),
        Ok(_) => {}
        Err(error) => errors.push(error),
    };
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        for (method, one) in METHODS.iter().filter_map(|method| Some((method, item.get(method)?))) {
            match one.get("x-freedompay-operations") {
                Some(several) => several.items().iter().for_each(|entry| take(entry_of(root, entry))),
                None => take(own(root, one, Some((path, method)))),
            }
        }
    }
    for (_, item) in root.get("webhooks").map_or(&[][..], Node::members) {
        for (method, one) in METHODS.iter().filter_map(|method| Some((method, item.get(method)?))) {
            let read = own(root, one, None).map(|mut operation| {
                operation.facts.insert(Fact::Method, method.to_ascii_uppercase());
                operation
            });
            take(read);
        }
    }
    for entry in root.get("x-freedompay-awaiting-documentation").map_or(&[][..], Node::items) {
        take(entry_of(root, entry));
    }
    (found, errors)
}

/// Reads an operation that does not share its path.
fn own(root: &Node, node: &Node, place: Option<(&str, &str)>) -> Result<Operation, ReadError> {
    let api = node.get("tags").and_then(|tags| tags.items().first()).and_then(Node::text);
    let direction = if place.is_some() { Direction::Request } else { Direction::Callback };
    let mut operation = read(root, node, (node.member_text("operationId"), api), direction, "x-freedompay-")?;
    if let Some((path, method)) = place {
        operation.facts.insert(Fact::Path, path.to_owned());
        operation.facts.insert(Fact::Method, method.to_ascii_uppercase());
    }
    Ok(operation)
}

/// Reads an operation of a list of several.
fn entry_of(root: &Node, node: &Node) -> Result<Operation, ReadError> {
    let is_callback = node.member_text("direction") == Some("callback");
    let direction = if is_callback { Direction::Callback } else { Direction::Request };
    read(root, node, (node.member_text("id"), node.member_text("api")), direction, "")
}

fn read(
    root: &Node,
    node: &Node,
    named: (Option<&str>, Option<&str>),
    direction: Direction,
    prefix: &str,
) -> Result<Operation, ReadError> {
    let (Some(id), Some(api)) = named else {
        return Err(ReadError::at(node.line, "the operation has no id or no API"));
    };
    let fact = |fact: Fact| Some((fact, node.member_text(&format!("{prefix}{}", fact.name()))?.to_owned()));
    let facts: BTreeMap<Fact, String> = Fact::ALL.iter().copied().filter_map(fact).collect();
    let mut schemas = Schemas::new(root, Author::Ours);
    let component = |part: &str| root.get("components")?.get("schemas")?.get(&format!("{id}.{part}"));
    let mut headers = Vec::new();
    let mut request = Vec::new();
    for parameter in node.get("parameters").map_or(&[][..], Node::items) {
        match parameter_of(&mut schemas, parameter)? {
            Some(Parameter::Header(header)) => headers.push(header),
            Some(Parameter::Field(field)) => request.push(*field),
            None => {}
        }
    }
    if let Some(schema) = component("request") {
        let schema = schemas.resolve(&[schema], "request")?;
        request.extend(schemas.fields(&schema, "request", &[])?);
    }
    let is_form = facts.get(&Fact::Wire).is_some_and(|wire| wire == "form");
    let response = match component("answer") {
        None => Type::Any,
        Some(schema) if is_form => {
            let schema = schemas.resolve(&[schema], "response")?;
            match schemas.fields(&schema, "response", &[])? {
                // A response with nothing but a signature is untyped; the reply to a callback without one has no schema.
                fields if fields.is_empty() && direction == Direction::Request => Type::Any,
                fields => Type::Object(fields),
            }
        }
        Some(schema) => schemas.ty(&[schema], "response", &[])?,
    };
    Ok(Operation {
        id: id.to_owned(),
        api: api.to_owned(),
        direction,
        facts,
        headers,
        request,
        response,
        doc: node.member_text("description").map(str::to_owned),
    })
}

enum Parameter {
    Header(Header),
    Field(Box<Field>),
}

/// Reads a parameter, unless the client adds it.
fn parameter_of(schemas: &mut Schemas<'_>, node: &Node) -> Result<Option<Parameter>, ReadError> {
    let (Some(name), Some(place)) = (node.member_text("name"), node.member_text("in")) else {
        return Err(ReadError::at(node.line, "the parameter has no name or no location"));
    };
    if node.is_true("x-freedompay-added") || name == "X-Action" {
        return Ok(None);
    }
    let empty = Node::new(node.line, Data::Map(Vec::new()));
    let schema = node.get("schema").unwrap_or(&empty);
    let location = FieldLocation::ALL.into_iter().find(|location| location.name() == place);
    let location =
        location.ok_or_else(|| ReadError::at(node.line, format!("unknown location `{place}` of a parameter")))?;
    if location == FieldLocation::Header && (schema.get("const").is_some() || name == "X-Request-Id") {
        let value = schema.member_text("const").map(str::to_owned);
        return Ok(Some(Parameter::Header(Header { name: name.to_owned(), value })));
    }
    let mut field = schemas.field(name, &[schema], "request", &[])?;
    field.required = node.is_true("required");
    field.location = location;
    field.doc = node.member_text("description").map(str::to_owned);
    Ok(Some(Parameter::Field(Box::new(field))))
}
