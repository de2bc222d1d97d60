//! The success response among the documented ones: errors have status 200 too, under keys such as
//! `x-200:Invalid Signature`.

use freedompay::meta::{ApiMeta, Wire};

use super::errors::{Errors, listed};
use super::media::{Side, choose, is_readable};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::Object;
use crate::spec::import::document::refs;
use crate::spec::import::finding::ReadError;
use crate::spec::import::schema::Schemas;
use crate::spec::import::schema::parts::{self, shown};
use crate::spec::import::schema::samples::{self, Samples};
use crate::spec::model::{Field, Type};

const AT: &str = "response";

/// Reads the type of the success response.
pub(super) fn read(schemas: &mut Schemas<'_>, node: Option<&Node>, api: &ApiMeta) -> Result<Type, ReadError> {
    let is_form = api.wire == Wire::Form;
    let all = node.map_or(&[][..], Node::members);
    let mut reading = Reading { side: Side { is_request: false, is_form }, ..Reading::default() };
    let mut errors = Errors::of(api);
    let successes = success(all);
    for (key, response) in &successes {
        reading.success(schemas, key, response, &mut errors)?;
    }
    for (key, response) in all.iter().filter(|(key, _)| !successes.iter().any(|(known, _)| known == key)) {
        errors.response(schemas, key, response);
    }
    errors.note(schemas);
    let found: Vec<&Node> = reading.found.iter().collect();
    let mut ty = match reading.schema {
        Some((_, schema)) => {
            // The message is inside the root element of XML.
            let root = schemas.root_element(schema, &reading.found).filter(|_| is_form);
            schemas.ty(&root.map_or_else(|| vec![schema], |(_, inner)| inner), AT, &found)?
        }
        None if found.is_empty() => {
            if !reading.is_documented {
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
    schemas.fit(&mut ty, found.iter().copied().chain(&reading.of_others), AT);
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

/// The success response as far as it was found.
#[derive(Default)]
struct Reading<'n> {
    side: Side,
    /// The schema that is used, with its status.
    schema: Option<(&'n str, &'n Node)>,
    found: Vec<Node>,
    /// Samples of successes with other schemas, which must be readable all the same.
    of_others: Vec<Node>,
    is_documented: bool,
}

impl<'n> Reading<'n> {
    /// Reads one success response.
    fn success<'a: 'n>(
        &mut self,
        schemas: &mut Schemas<'a>,
        key: &'n str,
        response: &'n Node,
        errors: &mut Errors,
    ) -> Result<(), ReadError> {
        let root = schemas.root;
        let (response, _) = refs::resolve(root, response)?;
        let object = Object::new(response);
        object.ask(&["content"]);
        unread(schemas, key, &object);
        let Some(media) = choose(root, response, self.side) else {
            // Known to have no body, such as 204.
            self.is_documented |= response.is_map();
            return Ok(());
        };
        let kind = media.kind;
        schemas.warn_all(AT, media.notes);
        if !is_readable(kind) {
            schemas.warnings.add(AT, format!("it is `{}`, which is not read; an untyped value", shown(kind)));
            self.is_documented = true;
            return Ok(());
        }
        if !self.side.is_own(kind) {
            let wire = self.side.wire();
            let message = format!("the document declares `{}`, but this API responds with {wire}", shown(kind));
            schemas.warnings.add(AT, message);
        }
        let content = Object::new(media.content);
        content.ask(&["example", "examples"]);
        let candidate = content.get("schema").filter(|schema| has_content(root, schema));
        unread(schemas, key, &content);
        let of_content = samples::of(root, content.node);
        schemas.warn_all(AT, of_content.notes.clone());
        let in_wire = self.as_wire(schemas, candidate, of_content);
        let (bad, good): (Vec<Node>, Vec<Node>) = in_wire.into_iter().partition(samples::is_error);
        // `200` itself is the success response, whatever its samples show.
        let is_error = !bad.is_empty() && good.is_empty() && key != "200";
        errors.content(schemas, key, candidate.filter(|_| is_error), &bad);
        if is_error {
            return Ok(());
        }
        match (self.schema, candidate) {
            (None, Some(candidate)) => {
                if key == "default" {
                    schemas.warnings.add(AT, "only `default` describes it, which may be an error");
                }
                self.schema = Some((key, candidate));
            }
            (Some((first, known)), Some(candidate)) if known != candidate => {
                let all: Vec<&Node> = good.iter().collect();
                let mut names = schemas.paths(Some(candidate), &all);
                let ours = schemas.paths(Some(known), &[]);
                names.retain(|name| !ours.contains(name));
                let rest = if names.is_empty() { String::new() } else { format!("; left out: {}", listed(&names)) };
                let (key, first) = (shown(key), shown(first));
                let message = format!("`{key}` describes another response than `{first}`, which is used{rest}");
                schemas.warnings.add(AT, message);
                self.of_others.extend(good);
                return Ok(());
            }
            _ => {}
        }
        self.found.extend(good);
        Ok(())
    }

    /// Returns samples as the API writes them.
    fn as_wire(&self, schemas: &Schemas<'_>, schema: Option<&Node>, samples: Samples) -> Vec<Node> {
        let Some(schema) = schema.filter(|_| self.side.is_form) else { return samples.found };
        let root = schemas.root_element(schema, &samples.found);
        let inner = root.as_ref().map_or_else(|| vec![schema], |(_, inner)| inner.clone());
        let one = |(at, sample): (usize, &Node)| {
            let is_object = samples.objects.contains(&at);
            let in_root = root.as_ref().and_then(|(name, _)| sample.get(name)).filter(|_| sample.members().len() == 1);
            let sample = in_root.unwrap_or(sample);
            if is_object { schemas.as_xml(&inner, sample) } else { sample.clone() }
        };
        samples.found.iter().enumerate().map(one).collect()
    }
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
