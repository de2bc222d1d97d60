//! Parameters: fields and headers outside the body.

use freedompay::meta::{ApiMeta, Wire};

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::parts::shown;
use crate::spec::import::schema::secrecy::is_secret_header;
use crate::spec::import::schema::{Schemas, nested, samples};
use crate::spec::model::{Field, FieldLocation, Header, Type};

/// The parameters of an operation.
#[derive(Default)]
pub(crate) struct Parameters {
    pub(crate) fields: Vec<Field>,
    /// Headers that the runtime fills.
    pub(crate) headers: Vec<Header>,
    /// Value of `X-Action`.
    pub(crate) action: Option<String>,
    /// Query parameters that are parts of nested data: `filter[state]`.
    bracketed: Vec<(String, Node, bool)>,
}

/// Headers that the runtime sets, or that carry no meaning.
const SET: [&str; 9] = [
    "x-jws-signature",
    "content-type",
    "content-length",
    "accept",
    "host",
    "authorization",
    "x-action",
    "connection",
    "user-agent",
];

/// Reads the parameters of an operation; those of the operation itself come before those that its path shares.
pub(crate) fn read<'n>(
    schemas: &mut Schemas<'n>,
    list: impl Iterator<Item = &'n Node>,
    path: &str,
    api: &ApiMeta,
    renamed: &[(String, String)],
) -> Result<Parameters, ReadError> {
    let mut out = Parameters::default();
    for node in list {
        let node = refs::resolve(schemas.root, node)?.0;
        out.parameter(schemas, node, path, api, renamed)?;
    }
    out.nest(schemas)?;
    for name in path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')) {
        // The client takes the shop's number from the credentials.
        let is_ours = name == "merchant_id" && api.wire == Wire::Form;
        if is_ours {
            out.fields.retain(|field| field.name != name);
        } else if !out.fields.iter().any(|field| field.name == name && field.location == FieldLocation::Path) {
            schemas.warnings.add(
                &format!("request.{name}"),
                "the path has it, but the document does not describe it; read as text",
            );
            out.fields.push(Field { required: true, location: FieldLocation::Path, ..Field::new(name, Type::Text) });
        }
    }
    Ok(out)
}

impl Parameters {
    fn parameter<'n>(
        &mut self,
        schemas: &mut Schemas<'n>,
        node: &'n Node,
        path: &str,
        api: &ApiMeta,
        renamed: &[(String, String)],
    ) -> Result<(), ReadError> {
        let object = Object::new(node);
        let (Some(name), Some(place)) = (object.text("name").map(str::trim), object.text("in")) else {
            return Err(ReadError::at(node.line, "the parameter has no name or no location"));
        };
        let made = renamed.iter().find(|(known, _)| place == "path" && known == name);
        let name = made.map_or(name, |(_, made)| made);
        let lower = name.to_ascii_lowercase();
        if place == "header" && lower == "x-action" {
            let single = action(node, schemas);
            self.action = self.action.take().or(single);
            return Ok(());
        }
        let is_of_api = api.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
        let is_signature = api.added_fields().contains(&name) || name == "auth_id";
        if is_signature || (place == "header" && (SET.contains(&lower.as_str()) || is_of_api)) {
            return Ok(());
        }
        // The client generates one per call.
        if place == "header" && lower == "x-request-id" {
            if self.headers.is_empty() {
                self.headers.push(Header { name: "X-Request-Id".to_owned(), value: None });
            }
            return Ok(());
        }
        let is_required = object.is_true("required");
        if object.node.get("required").is_some_and(|required| !matches!(required.data, Data::Bool(_))) {
            let message = "`required` of the parameter is neither `true` nor `false`; read as optional";
            schemas.warnings.add(&format!("request.{name}"), message);
        }
        let location = match place {
            "path" => FieldLocation::Path,
            "query" => FieldLocation::Query,
            "header" => FieldLocation::Header,
            "cookie" if is_required => {
                let message = format!("`{}` is a required cookie, which a client does not send", shown(name));
                return Err(ReadError::at(node.line, message));
            }
            other => {
                let message = format!("`{}` has the unknown location `{}`; left out", shown(name), shown(other));
                schemas.warnings.add("", message);
                return Ok(());
            }
        };
        if location == FieldLocation::Path && !path.split('/').any(|segment| segment == format!("{{{name}}}")) {
            let message = format!("`{}` is a path parameter that the path does not have; left out", shown(name));
            schemas.warnings.add("", message);
            return Ok(());
        }
        // An operation's own parameter replaces the one that its path shares.
        if name == "*" {
            schemas.warnings.add("", "a parameter is named `*`, which cannot be declared; left out");
            return Ok(());
        }
        if name.is_empty() || self.fields.iter().any(|field| field.name == name && field.location == location) {
            return Ok(());
        }
        if location == FieldLocation::Header && !is_header(name) {
            schemas.warnings.add("", "a header has an invalid name; left out");
            return Ok(());
        }
        self.field(schemas, &object, name, location, is_required)
    }

    /// Reads a parameter that becomes a field.
    fn field<'n>(
        &mut self,
        schemas: &mut Schemas<'n>,
        object: &Object<'n>,
        name: &str,
        location: FieldLocation,
        is_required: bool,
    ) -> Result<(), ReadError> {
        let at = format!("request.{name}");
        let schema = object.get("schema").filter(|schema| !schema.members().is_empty());
        let text = Node::new(object.node.line, Data::Map(vec![("type".to_owned(), Node::from_text("string"))]));
        if schema.is_none() && object.get("content").is_some() {
            schemas.warnings.add(&at, "its value is a document of its own, such as JSON; read as text");
        }
        let shown_values = samples::scalars(schemas.root, object.get("example"), object.get("examples"));
        let shown_values: Vec<&Node> = shown_values.iter().collect();
        if location == FieldLocation::Query && name.contains('[') {
            let mut schema = schema.unwrap_or(&text).clone();
            if let (Data::Map(members), Some(first)) = (&mut schema.data, shown_values.first())
                && !members.iter().any(|(name, _)| name == "example")
            {
                members.push(("example".to_owned(), (*first).clone()));
            }
            self.bracketed.push((name.to_owned(), schema, is_required));
            return Ok(());
        }
        let mut field = match schema {
            Some(schema) => {
                let about = object.node.get("description").cloned().into_iter();
                let about = about.map(|text| ("description".to_owned(), text)).collect();
                let about = Node::new(object.node.line, Data::Map(about));
                schemas.field(name, &[schema, &about], &at, &shown_values)?
            }
            None => {
                let field = Field::new(name, Type::Text);
                schemas.described(field, object.node.member_text("description"), &at, &shown_values)
            }
        };
        field.required = is_required || location == FieldLocation::Path;
        field.location = location;
        field.secret |= location == FieldLocation::Header && is_secret_header(name);
        let is_many = |ty: &Type| matches!(ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Any);
        if location != FieldLocation::Query && is_many(&field.ty) {
            schemas.warnings.add(&at, "a path or header parameter must be a single value; read as text");
            field.ty = Type::Text;
            field.limits.clear();
        }
        if location == FieldLocation::Query {
            style(schemas, object, &mut field, &at);
        }
        object.ask(&["style", "explode", "allowEmptyValue"]);
        if object.is_true("allowReserved") {
            schemas.warnings.add(&at, "`allowReserved` is not taken over: reserved characters are escaped");
        }
        for name in object.unread() {
            schemas.warnings.add(&at, format!("`{}` is not taken over", shown(name)));
        }
        self.fields.push(field);
        Ok(())
    }

    /// Reads the bracketed query parameters as the nested data that they are parts of.
    fn nest(&mut self, schemas: &mut Schemas<'_>) -> Result<(), ReadError> {
        if self.bracketed.is_empty() {
            return Ok(());
        }
        let required: Vec<String> =
            self.bracketed.iter().filter(|(.., required)| *required).map(|(name, ..)| name.clone()).collect();
        let list: Vec<(String, Node)> = self.bracketed.drain(..).map(|(name, schema, _)| (name, schema)).collect();
        let (list, required) = nested(schemas.root, &list, &required);
        for (name, schema) in &list {
            if self.fields.iter().any(|field| field.name == *name && field.location == FieldLocation::Query) {
                schemas
                    .warnings
                    .add(&format!("request.{name}"), "a part of it has the same name; the part is left out");
                continue;
            }
            let read = schemas.field_of_copy(name, schema, &format!("request.{name}"))?;
            self.fields.push(Field { required: required.contains(name), location: FieldLocation::Query, ..read });
        }
        Ok(())
    }
}

/// Compares how a document writes a list or an object in a query with how a client does: `a[]=1&a[]=2`, `a[b]=1`.
fn style(schemas: &mut Schemas<'_>, object: &Object<'_>, field: &mut Field, at: &str) {
    let style = object.text("style").unwrap_or("form");
    let explodes = object.get("explode").map_or(style == "form", |_| object.is_true("explode"));
    match (&field.ty, style) {
        (Type::Object(_) | Type::Map(_), "deepObject") => {}
        (Type::Object(_) | Type::Map(_), _) => {
            let message = format!(
                "the document writes it in the style `{}`; a client sends `{}[member]`",
                shown(style),
                shown(&field.name)
            );
            schemas.warnings.add(at, message);
        }
        (Type::List(_), "form") if explodes => {
            let message = format!("the document repeats `{0}`, a client sends `{0}[]`", shown(&field.name));
            schemas.warnings.add(at, message);
        }
        (Type::List(_), style) => {
            let separator = match style {
                "spaceDelimited" => "spaces",
                "pipeDelimited" => "`|`",
                _ => "commas",
            };
            schemas
                .warnings
                .add(at, format!("a list in one value; declared as a text, to be written with {separator} between"));
            field.ty = Type::Text;
            field.limits.clear();
        }
        (_, "form") => {}
        (_, style) => schemas.warnings.add(at, format!("the style `{}` is not taken over", shown(style))),
    }
}

/// Returns whether a text is a valid header name.
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Reads the value of `X-Action`.
fn action(node: &Node, schemas: &mut Schemas<'_>) -> Option<String> {
    let empty = Node::new(node.line, Data::Map(Vec::new()));
    let schema = node.get("schema").unwrap_or(&empty);
    let schema = refs::resolve(schemas.root, schema).map_or(schema, |(schema, _)| schema);
    let listed = schema.get("enum").map_or(&[][..], Node::items);
    if listed.len() > 1 {
        schemas
            .warnings
            .add("", "the document lists several values of `X-Action`; the first is used, declare a call for each");
    }
    let places =
        [schema.get("const"), listed.first(), schema.get("default"), node.get("example"), schema.get("example")];
    let found = places.into_iter().flatten().find_map(Node::text).map(str::to_owned);
    let first = || schema.get("examples").and_then(|list| list.items().first()).and_then(Node::text).map(str::to_owned);
    let found = found.or_else(first).filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()));
    if found.is_none() {
        schemas.warnings.add("", "`X-Action` selects the operation, but the document does not give its value");
    }
    found
}
