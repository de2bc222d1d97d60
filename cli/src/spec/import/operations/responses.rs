//! The success response among the documented ones: errors have status 200 too, under keys such as
//! `x-200:Invalid Signature`.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::parts::{self, media};
use crate::spec::import::schema::{Schemas, samples};
use crate::spec::model::{Field, Type};

/// Reads the type of the success response.
pub(crate) fn read(schemas: &mut Schemas<'_>, node: &Node, is_form: bool) -> Result<Type, ReadError> {
    let root = schemas.root;
    let mut schema: Option<&Node> = None;
    let mut shown: Vec<Node> = Vec::new();
    for (key, response) in
        node.get("responses").map_or(&[][..], Node::members).iter().filter(|(key, _)| is_success(key))
    {
        let (response, _) = refs::resolve(root, response)?;
        let Some((_, content)) = media(response, is_form) else { continue };
        let good: Vec<Node> = samples::of(content).into_iter().filter(|sample| !samples::is_error(sample)).collect();
        let has_errors_only = good.is_empty() && !samples::of(content).is_empty();
        // `200` itself is the success response, whatever its samples show.
        if has_errors_only && key != "200" {
            continue;
        }
        shown.extend(good);
        let candidate = content.get("schema").filter(|schema| has_content(root, schema));
        schema = schema.or(candidate);
    }
    let shown: Vec<&Node> =
        shown.iter().filter(|sample| sample.is_map() || matches!(sample.data, Data::List(_))).collect();
    let ty = match schema {
        Some(schema) => schemas.ty(schema, "response", &shown)?,
        None if shown.is_empty() => {
            schemas.warnings.add("response", "the document does not describe the response; read as an untyped value");
            return Ok(Type::Any);
        }
        None => schemas.ty(&parts::inferred(&shown, is_form), "response", &shown)?,
    };
    if shown.is_empty() {
        schemas.warnings.add("response", "no sample confirms which fields are required, so all are optional");
    }
    Ok(match ty {
        Type::Object(fields) => Type::Object(own(fields, is_form, shown.is_empty())),
        Type::List(item) => match *item {
            Type::Object(fields) => Type::List(Box::new(Type::Object(own(fields, false, shown.is_empty())))),
            Type::Any => Type::List(Box::new(Type::Any)),
            _ => Type::Any,
        },
        // A single value cannot be declared as a response.
        _ => Type::Any,
    })
}

/// Removes the fields of the signature, and makes fields optional that no sample confirms.
fn own(mut fields: Vec<Field>, is_form: bool, is_unconfirmed: bool) -> Vec<Field> {
    fields.retain(|field| !(is_form && matches!(field.name.as_str(), "pg_salt" | "pg_sig")));
    for field in &mut fields {
        field.required &= !is_unconfirmed;
    }
    fields
}

/// Returns whether a key stands for a success.
fn is_success(key: &str) -> bool {
    let key = key.strip_prefix("x-").unwrap_or(key);
    key.starts_with('2') || key == "default"
}

/// Returns whether a schema has any content.
fn has_content(root: &Node, schema: &Node) -> bool {
    let Ok((schema, _)) = refs::resolve(root, schema) else { return true };
    let has = |name: &str| schema.get(name).is_some_and(|node| !node.members().is_empty() || !node.items().is_empty());
    ["properties", "allOf", "anyOf", "oneOf", "items", "additionalProperties"].into_iter().any(has)
}
