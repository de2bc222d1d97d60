//! The keywords of a schema. Each is read here, or noted as not taken over.

use super::parts;
use super::resolved::{MAX_FIELDS, Mark, Schema};
use crate::spec::import::document::node::{Data, Node};

/// Reads one keyword.
pub(super) fn keyword<'n>(into: &mut Schema<'n>, name: &'n str, value: &'n Node) {
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
        "properties" if !value.is_map() => {
            into.notes.push("`properties` is not an object of schemas; ignored".to_owned());
        }
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
        "description" => {
            into.doc = into.doc.or(value.text());
            into.descriptions.extend(value.text());
        }
        "title" => into.titles.extend(value.text()),
        "deprecated" if value.data == Data::Bool(true) => {
            into.notes.push("the document marks it as deprecated".to_owned());
        }
        "x-freedompay-type" => into.mark = value.text(),
        "x-freedompay-secret" => into.set(Mark::Secret, value.data == Data::Bool(true)),
        "x-freedompay-added" => into.set(Mark::Added, value.data == Data::Bool(true)),
        // Followed by the resolver; words for people; what tools keep for themselves.
        "$ref" | "allOf" | "anyOf" | "oneOf" | "summary" | "externalDocs" | "deprecated" | "default"
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
