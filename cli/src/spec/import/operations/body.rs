//! The fields of a request's body.

use freedompay::meta::{ApiMeta, Wire};

use super::media::{Side, choose};
use super::message;
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::parts::{inferred, shown};
use crate::spec::import::schema::{Schemas, samples};
use crate::spec::model::{Field, FieldLocation, Type};

const AT: &str = "request";

/// Reads the fields of the body.
pub(super) fn read(
    schemas: &mut Schemas<'_>,
    body: Option<&Node>,
    method: &str,
    api: &ApiMeta,
) -> Result<Vec<Field>, ReadError> {
    let is_form = api.wire == Wire::Form;
    let Some(body) = body.filter(|body| body.data != Data::Null) else { return Ok(Vec::new()) };
    let body = refs::resolve(schemas.root, body)?.0;
    let mended =
        message::mended(schemas.root, body, "requestBody").map_err(|message| ReadError::at(body.line, message))?;
    schemas.warn_all("", mended.notes);
    let body = Object::new(mended.node.as_ref().unwrap_or(body));
    body.ask(&["content"]);
    let (is_required, odd) = body.truth("required");
    schemas.warn_all("", odd.into_iter().collect());
    let side = Side { is_request: true, is_form };
    let unread = |object: &Object<'_>| {
        let named = |name| format!("`{}` of the body is not taken over", shown(name));
        object.unread().into_iter().map(named).collect::<Vec<_>>()
    };
    schemas.warn_all("", unread(&body));
    let Some(media) = choose(schemas.root, body.node, side) else {
        if is_required {
            schemas.warnings.add("", "its body is required, but not described; declared without a body");
        }
        return Ok(Vec::new());
    };
    if !side.is_own(media.kind) {
        let kind = shown(media.kind);
        let message = format!("the document sends `{kind}`, but this API accepts {}, which are used", side.wire());
        schemas.warnings.add("", message);
    }
    schemas.warn_all(AT, media.notes);
    let content = Object::new(media.content);
    content.ask(&["example", "examples"]);
    let schema = content.get("schema");
    schemas.warn_all("", unread(&content));
    let of_content = samples::of(schemas.root, content.node);
    schemas.warn_all(AT, of_content.notes);
    let found: Vec<&Node> = of_content.found.iter().filter(|sample| sample.is_map()).collect();
    let empty = Node::new(content.node.line, Data::Map(Vec::new()));
    let resolved = schemas.resolve(&[schema.unwrap_or(&empty)], AT)?;
    if resolved.kind() == "array" {
        return Err(ReadError::at(
            content.node.line,
            "its body is a list, but a request must be an object with fields",
        ));
    }
    let mut ty = match schema {
        Some(_) => schemas.of(&resolved, AT, &found)?,
        None if found.is_empty() => Type::Any,
        None => schemas.ty_of_sample(&inferred(&found, is_form), AT, &found)?,
    };
    schemas.fit(&mut ty, found.iter().copied(), AT);
    let fields = match ty {
        Type::Object(fields) => fields,
        Type::Map(item) => vec![Field::new("*", Type::Map(item))],
        _ => {
            let has_schema = schema.is_some_and(|schema| !schema.members().is_empty());
            if has_schema && !(resolved.kind() == "object" && resolved.properties.is_empty()) {
                schemas.warnings.add("", "its body is not an object with known fields; declared without a body");
            }
            Vec::new()
        }
    };
    let in_query = method == "GET";
    if in_query && !fields.is_empty() {
        schemas.warnings.add("", "a GET has no body; the fields are sent in the query");
    }
    let is_added = |name: &str| api.scheme.added_fields.contains(&name) || (!is_form && name == "auth_id");
    let placed = fields.into_iter().filter(|field| !is_added(&field.name)).map(|field| {
        let location = if in_query { FieldLocation::Query } else { field.location };
        Field { location, ..field }
    });
    Ok(placed.collect())
}
