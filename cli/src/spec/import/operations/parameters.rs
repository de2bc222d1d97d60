//! Parameters: fields and headers outside the body.

use freedompay::meta::{ApiMeta, Wire};

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::Schemas;
use crate::spec::model::{Field, FieldLocation, Header, Type};

/// The parameters of an operation.
pub(crate) struct Parameters {
    pub(crate) fields: Vec<Field>,
    /// Headers that the runtime fills.
    pub(crate) headers: Vec<Header>,
    /// Value of `X-Action`.
    pub(crate) action: Option<String>,
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

/// Reads the parameters of an operation.
pub(crate) fn read<'n>(
    schemas: &mut Schemas<'_>,
    list: impl Iterator<Item = &'n Node>,
    path: &str,
    api: &ApiMeta,
) -> Result<Parameters, ReadError> {
    let mut out = Parameters { fields: Vec::new(), headers: Vec::new(), action: None };
    let root = schemas.root;
    for node in list {
        let node = refs::resolve(root, node)?.0.clone();
        let (Some(name), Some(place)) = (node.member_text("name").map(str::trim), node.member_text("in")) else {
            return Err(ReadError::at(node.line, "the parameter has no name or no location"));
        };
        let empty = Node::new(node.line, Data::Map(Vec::new()));
        let schema = node.get("schema").unwrap_or(&empty);
        let lower = name.to_ascii_lowercase();
        if place == "header" && lower == "x-action" {
            let single = action(&node, schema, schemas);
            out.action = out.action.or(single);
            continue;
        }
        let is_of_api = api.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
        let is_signature = api.added_fields().contains(&name) || name == "auth_id";
        if is_signature || (place == "header" && (SET.contains(&lower.as_str()) || is_of_api)) {
            continue;
        }
        // The client generates one per call.
        if place == "header" && lower == "x-request-id" {
            out.headers.push(Header { name: "X-Request-Id".to_owned(), value: None });
            continue;
        }
        let location = match place {
            "path" => FieldLocation::Path,
            "query" => FieldLocation::Query,
            "header" => FieldLocation::Header,
            other => {
                schemas.warnings.add("", format!("`{name}` has the unknown location `{other}`; left out"));
                continue;
            }
        };
        if location == FieldLocation::Path && !path.split('/').any(|segment| segment == format!("{{{name}}}")) {
            schemas.warnings.add("", format!("`{name}` is a path parameter that the path does not have; left out"));
            continue;
        }
        if name.is_empty() || out.fields.iter().any(|field| field.name == name) {
            continue;
        }
        let at = format!("request.{name}");
        let shown: Vec<&Node> =
            node.get("example").into_iter().filter(|example| example.scalar_text().is_some()).collect();
        let schema = if schema.members().is_empty() {
            Node::new(node.line, Data::Map(vec![("type".to_owned(), Node::from_text("string"))]))
        } else {
            schema.clone()
        };
        let mut field = schemas.field(name, &schema, &at, &shown)?;
        if !matches!(location, FieldLocation::Query)
            && matches!(field.ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Any)
        {
            schemas.warnings.add(&at, "a path or header parameter must be a single value; read as text");
            field = Field::new(name, Type::Text);
        }
        field.required = node.is_true("required") || location == FieldLocation::Path;
        field.location = location;
        if field.location == FieldLocation::Header && !is_header(name) {
            schemas.warnings.add("", "a header has an invalid name; left out");
            continue;
        }
        out.fields.push(field);
    }
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

/// Returns whether a text is a valid header name.
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Reads the value of `X-Action`.
fn action(node: &Node, schema: &Node, schemas: &mut Schemas<'_>) -> Option<String> {
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
