//! The success response among the documented ones: errors have status 200 too, under keys such as
//! `x-200:Invalid Signature`.

use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::parts::{self, media, shown};
use crate::spec::import::schema::{Schemas, fit, samples};
use crate::spec::model::{Field, Type};

const AT: &str = "response";

/// Reads the type of the success response.
pub(crate) fn read(schemas: &mut Schemas<'_>, node: Option<&Node>, is_form: bool) -> Result<Type, ReadError> {
    let root = schemas.root;
    let mut schema: Option<(&str, &Node)> = None;
    let mut found: Vec<Node> = Vec::new();
    let mut is_documented = false;
    for (key, response) in success(node.map_or(&[][..], Node::members)) {
        let (response, _) = refs::resolve(root, response)?;
        let object = Object::new(response);
        object.ask(&["content"]);
        unread(schemas, key, &object);
        let Some((kind, content)) = media(response, is_form) else {
            // Known to have no body, such as 204.
            is_documented = true;
            continue;
        };
        if !is_readable(kind) {
            schemas.warnings.add(AT, format!("it is `{}`, which is not read; an untyped value", shown(kind)));
            is_documented = true;
            continue;
        }
        if is_form != parts::is_form_media(kind) && !kind.contains('*') {
            let ours = if is_form { "XML" } else { "JSON" };
            let message = format!("the document declares `{}`, but this API responds with {ours}", shown(kind));
            schemas.warnings.add(AT, message);
        }
        let content = Object::new(content);
        content.ask(&["example", "examples"]);
        let schema_of_content = content.get("schema");
        unread(schemas, key, &content);
        let of_content = samples::of(root, content.node);
        schemas.warn_all(AT, of_content.notes);
        let has_samples = !of_content.found.is_empty();
        let good: Vec<Node> = of_content.found.into_iter().filter(|sample| !samples::is_error(sample)).collect();
        // `200` itself is the success response, whatever its samples show.
        if has_samples && good.is_empty() && key != "200" {
            continue;
        }
        found.extend(good);
        let candidate = schema_of_content.filter(|schema| has_content(root, schema));
        match (schema, candidate) {
            (None, Some(candidate)) => {
                if key == "default" {
                    schemas.warnings.add(AT, "only `default` describes it, which may be an error");
                }
                schema = Some((key, candidate));
            }
            (Some((first, known)), Some(candidate)) if known.data != candidate.data && !key.starts_with("x-") => {
                let message =
                    format!("`{}` describes another response than `{}`, which is used", shown(key), shown(first));
                schemas.warnings.add(AT, message);
            }
            _ => {}
        }
    }
    let found: Vec<&Node> = found.iter().collect();
    let mut ty = match schema {
        Some((_, schema)) => schemas.ty(&[schema], AT, &found)?,
        None if found.is_empty() => {
            if !is_documented {
                let message = "the document does not describe the response; read as an untyped value";
                schemas.warnings.add(AT, message);
            }
            return Ok(Type::Any);
        }
        None => schemas.ty_of_sample(&parts::inferred(&found, is_form), AT, &found)?,
    };
    if found.is_empty() && ty != Type::Any {
        schemas.warnings.add(AT, "no sample confirms which fields are required, so all are optional");
    }
    let mut notes = Vec::new();
    for sample in &found {
        fit(&mut ty, sample, AT, is_form, &mut notes);
    }
    for (at, note) in notes {
        schemas.warn(&at, note);
    }
    Ok(match ty {
        Type::Object(fields) => Type::Object(own(fields, is_form, found.is_empty())),
        Type::List(item) => match *item {
            Type::Object(fields) => Type::List(Box::new(Type::Object(own(fields, false, found.is_empty())))),
            Type::Any => Type::List(Box::new(Type::Any)),
            item => {
                single(schemas, &item);
                Type::Any
            }
        },
        Type::Any => Type::Any,
        ty => {
            single(schemas, &ty);
            Type::Any
        }
    })
}

/// Notes a response that cannot be declared.
fn single(schemas: &mut Schemas<'_>, ty: &Type) {
    let name = crate::spec::lock::type_name(ty);
    schemas.warnings.add(AT, format!("it is {name} and not an object; read as an untyped value"));
}

/// Names what a response has and nobody reads.
fn unread(schemas: &mut Schemas<'_>, key: &str, object: &Object<'_>) {
    for name in object.unread() {
        schemas.warnings.add(AT, format!("`{}` of `{}` is not taken over", shown(name), shown(key)));
    }
}

/// Lists the success responses, the most specific first: `200`, others of that class, `2XX`, and `default` if it is alone.
fn success(all: &[(String, Node)]) -> Vec<(&str, &Node)> {
    let rank = |key: &str| match key {
        "200" => Some(0),
        "default" => Some(4),
        _ if key.eq_ignore_ascii_case("2xx") => Some(3),
        _ if key.starts_with('2') => Some(1),
        _ if key.strip_prefix("x-").is_some_and(|key| key.starts_with('2')) => Some(2),
        _ => None,
    };
    let mut list: Vec<(u8, &str, &Node)> =
        all.iter().filter_map(|(key, node)| Some((rank(key)?, key.as_str(), node))).collect();
    list.sort_by_key(|(rank, ..)| *rank);
    let has_others = list.iter().any(|(rank, ..)| *rank < 4);
    list.into_iter().filter(|(rank, ..)| !has_others || *rank < 4).map(|(_, key, node)| (key, node)).collect()
}

/// Returns whether a body of that media type can be read.
fn is_readable(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    ["json", "xml", "form", "*/*", "application/*"].iter().any(|known| kind.contains(known))
}

/// Removes the fields of the signature, and makes fields optional that no sample confirms.
fn own(mut fields: Vec<Field>, is_form: bool, is_unconfirmed: bool) -> Vec<Field> {
    fields.retain(|field| !(is_form && matches!(field.name.as_str(), "pg_salt" | "pg_sig")));
    for field in &mut fields {
        field.required &= !is_unconfirmed;
        if is_unconfirmed {
            loosen(&mut field.ty);
        }
    }
    fields
}

/// Makes the fields inside a type optional.
fn loosen(ty: &mut Type) {
    for field in ty.fields_mut().into_iter().flatten() {
        field.required = false;
        loosen(&mut field.ty);
    }
}

/// Returns whether a schema has any content.
fn has_content(root: &Node, schema: &Node) -> bool {
    let Ok((schema, _)) = refs::resolve(root, schema) else { return true };
    let has = |name: &str| schema.get(name).is_some_and(|node| !node.members().is_empty() || !node.items().is_empty());
    let is_list = matches!(schema.get("type").map(|kind| &kind.data), Some(Data::Text(kind)) if kind != "object");
    is_list || ["properties", "allOf", "anyOf", "oneOf", "items", "additionalProperties"].into_iter().any(has)
}
