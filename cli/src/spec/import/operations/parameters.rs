//! Parameters: fields and headers outside the body.

use freedompay::meta::{ApiMeta, Wire};

use super::listed::Listed;
use super::{headers, style};
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

/// Reads the parameters of an operation.
pub(crate) fn read<'n>(
    schemas: &mut Schemas<'n>,
    list: &[Listed<'n>],
    path: &str,
    api: &ApiMeta,
    renamed: &[(String, String)],
) -> Result<Parameters, ReadError> {
    let mut out = Parameters::default();
    for listed in list {
        out.parameter(schemas, listed, path, api, renamed)?;
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
        listed: &Listed<'n>,
        path: &str,
        api: &ApiMeta,
        renamed: &[(String, String)],
    ) -> Result<(), ReadError> {
        let Listed { name, place, object } = listed;
        let made = renamed.iter().find(|(known, _)| place == "path" && known == name);
        let name = made.map_or(name.as_str(), |(_, made)| made);
        let is_header = place == "header";
        if is_header && name.eq_ignore_ascii_case("x-action") {
            self.action = action(listed, schemas);
            return Ok(());
        }
        // Fields of the signature, which the client adds.
        if place == "query" && (api.scheme.added_fields.contains(&name) || name == "auth_id") {
            return Ok(());
        }
        if is_header && headers::is_set(listed, schemas.root, api, &mut schemas.warnings) {
            return Ok(());
        }
        // The client generates one per call.
        if is_header && name.eq_ignore_ascii_case("x-request-id") {
            self.headers.push(Header { name: "X-Request-Id".to_owned(), value: None });
            return Ok(());
        }
        let is_required = style::truth(object, "required", &format!("request.{name}"), &mut schemas.warnings);
        let mut leave_out = |message: String| {
            schemas.warnings.add("", message);
            Ok(())
        };
        let location = match place.as_str() {
            "path" => FieldLocation::Path,
            "query" => FieldLocation::Query,
            "header" => FieldLocation::Header,
            "cookie" if is_required => {
                let message = format!("`{}` is a required cookie, which a client does not send", shown(name));
                return Err(ReadError::at(object.node.line, message));
            }
            "cookie" => {
                return leave_out(format!("`{}` is a cookie, which a client does not send; left out", shown(name)));
            }
            other => {
                return leave_out(format!("`{}` has the unknown location `{}`; left out", shown(name), shown(other)));
            }
        };
        if location == FieldLocation::Path && !path.split('/').any(|segment| segment == format!("{{{name}}}")) {
            return leave_out(format!("`{}` is a path parameter that the path does not have; left out", shown(name)));
        }
        if matches!(name, "" | "*") {
            return leave_out(format!("a parameter is named `{name}`, which cannot be declared; left out"));
        }
        if is_header && !is_header_name(name) {
            return leave_out(format!("`{}` is not the name of a header; left out", shown(name)));
        }
        self.field(schemas, object, name, location, is_required)
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
        let schema = object.get("schema");
        if schema.is_some_and(|schema| !matches!(schema.data, Data::Map(_) | Data::Bool(true) | Data::Null)) {
            schemas.warnings.add(&at, "`schema` is not an object; ignored");
        }
        let schema = schema.filter(|schema| !schema.members().is_empty());
        if schema.is_none() && object.get("content").is_some() {
            schemas.warnings.add(&at, "its value is a document of its own, such as JSON; read as text");
        }
        let shown_values = samples::scalars(schemas.root, object.get("example"), object.get("examples"));
        // What the parameter itself says holds of its value, too.
        let about = ["description", "deprecated"].into_iter();
        let about = about.filter_map(|name| Some((name.to_owned(), object.get(name)?.clone()))).collect();
        let about = Node::new(object.node.line, Data::Map(about));
        if location == FieldLocation::Query && name.contains('[') {
            style::of_brackets(object, &at, &mut schemas.warnings);
            unread(object, &at, schemas);
            self.bracketed.push((name.to_owned(), with(schema, about, &shown_values), is_required));
            return Ok(());
        }
        let shown_values: Vec<&Node> = shown_values.iter().collect();
        let mut field = match schema {
            Some(schema) => schemas.field(name, &[schema, &about], &at, &shown_values)?,
            None => schemas.described(Field::new(name, Type::Text), &about, &at, &shown_values)?,
        };
        field.required |= is_required || location == FieldLocation::Path;
        field.location = location;
        field.secret |= location == FieldLocation::Header && is_secret_header(name);
        style::compare(object, &mut field, &at, &mut schemas.warnings);
        unread(object, &at, schemas);
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
            let mut read = schemas.field_of_copy(name, schema, &format!("request.{name}"))?;
            read.required |= required.contains(name);
            self.fields.push(Field { location: FieldLocation::Query, ..read });
        }
        Ok(())
    }
}

/// Names the members of a parameter that nobody reads.
fn unread(object: &Object<'_>, at: &str, schemas: &mut Schemas<'_>) {
    for name in object.unread() {
        schemas.warnings.add(at, format!("`{}` is not taken over", shown(name)));
    }
}

/// Returns the schema of a part of nested data, with what its parameter says about it and shows for it.
fn with(schema: Option<&Node>, about: Node, shown_values: &[Node]) -> Node {
    let line = about.line;
    let text = || vec![("type".to_owned(), Node::from_text("string"))];
    let mut members = schema.map_or_else(text, |schema| schema.members().to_vec());
    let add = |members: &mut Vec<(String, Node)>, name: &str, more: Vec<Node>| match members
        .iter_mut()
        .find(|(known, _)| known == name)
    {
        Some((_, Node { data: Data::List(items), .. })) => items.extend(more),
        Some(_) => {}
        None => members.push((name.to_owned(), Node::new(line, Data::List(more)))),
    };
    if !about.members().is_empty() {
        add(&mut members, "allOf", vec![about]);
    }
    if !shown_values.is_empty() {
        add(&mut members, "examples", shown_values.to_vec());
    }
    Node::new(line, Data::Map(members))
}

/// Returns whether a text is a valid header name.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Reads the value of `X-Action`.
fn action(listed: &Listed<'_>, schemas: &mut Schemas<'_>) -> Option<String> {
    let schema = listed.object.get("schema").and_then(|schema| refs::resolve(schemas.root, schema).ok());
    if schema.is_some_and(|(schema, _)| schema.get("enum").is_some_and(|list| list.items().len() > 1)) {
        schemas
            .warnings
            .add("", "the document lists several values of `X-Action`; the first is used, declare a call for each");
    }
    let mut values = headers::values(schemas.root, listed).into_iter();
    let found = values.find(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()));
    if found.is_none() {
        schemas.warnings.add("", "`X-Action` selects the operation, but the document does not give its value");
    }
    found
}
