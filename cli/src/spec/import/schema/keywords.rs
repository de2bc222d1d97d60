//! The keywords of a schema. Each is read here, or noted as not taken over.

use super::parts;
use super::resolved::{MAX_FIELDS, Mark, Schema};
use crate::spec::import::document::node::{Data, Node};
use crate::spec::import::document::object::truth;

/// Reads one keyword.
pub(super) fn keyword<'n>(into: &mut Schema<'n>, name: &'n str, value: &'n Node) {
    match name {
        "type" => kinds(into, value),
        "nullable" | "x-nullable" => mark(into, Mark::Nullable, name, value),
        "format" if value.text().is_none() => into.notes.push("`format` is not a text; ignored".to_owned()),
        "format" => into.format = into.format.or(value.text()),
        "enum" => listed(into, value),
        "const" => values(into, vec![value]),
        "x-freedompay-listed" => {
            into.notes.push("`properties` is a list; its items are read by their names".to_owned());
        }
        "x-freedompay-bracketed" => into.bracketed.extend(value.items().iter().filter_map(Node::text)),
        "x-freedompay-lost" => {
            for part in value.items().iter().filter_map(Node::text).map(parts::shown) {
                into.notes.push(format!("`{part}` contradicts other names with its brackets; left out"));
            }
        }
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
        "required" => required(into, value),
        "additionalProperties" => match &value.data {
            Data::Map(_) => into.rest.get_or_insert_default().push(value),
            Data::Bool(true) => {
                into.rest.get_or_insert_default();
            }
            Data::Bool(false) => {}
            _ => into.notes.push("`additionalProperties` is neither a schema nor a truth value; ignored".to_owned()),
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
        "examples" => {
            // Beside a schema they have names.
            let named = value.members().iter().map(|(_, one)| one.get("value").unwrap_or(one));
            if value.is_map() {
                into.notes.push("`examples` is an object instead of a list; read by its members".to_owned());
            }
            into.examples.extend(value.items().iter().chain(named));
        }
        "readOnly" => mark(into, Mark::ReadOnly, name, value),
        "writeOnly" => mark(into, Mark::WriteOnly, name, value),
        "xml" if !value.is_map() => into.notes.push("`xml` is not an object; ignored".to_owned()),
        "xml" => into.xml = into.xml.or(Some(value)),
        "description" => {
            into.doc = into.doc.or(value.text());
            into.descriptions.extend(value.text());
        }
        "title" => into.titles.extend(value.text()),
        "deprecated" => {
            let (is_deprecated, note) = truth(name, value);
            into.notes.extend(note);
            if is_deprecated {
                into.notes.push("the document marks it as deprecated".to_owned());
            }
        }
        "$ref" if value.text().is_none() => into.notes.push("`$ref` is not a text; ignored".to_owned()),
        "allOf" | "anyOf" | "oneOf" if !matches!(value.data, Data::List(_)) => into.notes.push(if value.is_map() {
            format!("`{name}` is a schema instead of a list; read as a list of one")
        } else {
            format!("`{name}` is not a list of schemas; ignored")
        }),
        "discriminator" => into.notes.push(match value.member_text("propertyName") {
            Some(by) => {
                format!("`discriminator` is not taken over: `{}` tells its alternatives apart", parts::shown(by))
            }
            None => "`discriminator` is not taken over".to_owned(),
        }),
        // These exclude nothing.
        "uniqueItems" | "unevaluatedProperties" | "unevaluatedItems" if value.data == Data::Bool(false) => {}
        "x-freedompay-type" => into.mark = value.text(),
        "x-freedompay-secret" => into.set(Mark::Secret, value.data == Data::Bool(true)),
        "x-freedompay-added" => into.set(Mark::Added, value.data == Data::Bool(true)),
        "x-sensitive" | "x-secret" | "x-confidential" | "x-masked" => mark(into, Mark::Secret, name, value),
        // Followed by the resolver; words for people; what tools keep for themselves.
        "$ref" | "allOf" | "anyOf" | "oneOf" | "summary" | "externalDocs" | "default" | "$comment" | "$schema"
        | "$id" | "$anchor" | "$defs" | "definitions" | "" => {}
        _ if name.starts_with("x-") => {}
        _ => into.notes.push(format!("`{}` is not taken over", parts::shown(name))),
    }
}

/// Reads the names of required members, or, as Draft 3 of JSON Schema had it, whether the field itself is required.
fn required<'n>(into: &mut Schema<'n>, value: &'n Node) {
    let is_name = value.text().is_some_and(|text| !matches!(text, "true" | "false"));
    let note = match &value.data {
        Data::List(names) => return into.required.extend(names),
        Data::Text(_) if is_name => {
            into.required.push(value);
            "`required` is a text instead of a list; read as a list of one name"
        }
        _ => match truth("required", value) {
            (true, _) => {
                into.set(Mark::Required, true);
                "`required` is a truth value instead of a list; read as that of the field"
            }
            (false, Some(_)) if value.text().is_none() => "`required` is not a list of names; ignored",
            (false, _) => return,
        },
    };
    into.notes.push(note.to_owned());
}

/// Notes keywords that say something of another type than the schema has.
pub(super) fn of_other_types(schema: &Schema<'_>) -> Vec<String> {
    let kind = schema.kind();
    let mut notes = Vec::new();
    let mut note = |name: &str, of: &str, rest: String| {
        if !matches!(kind, "" | "any") && kind != of {
            let kind = if kind == "mixed" {
                "is one of several types".to_owned()
            } else {
                format!("is `{}`", parts::shown(kind))
            };
            notes.push(format!("`{name}` belongs to the type `{of}`, but it {kind}; left out{rest}"));
        }
    };
    if !schema.properties.is_empty() {
        let names: Vec<String> =
            schema.properties.iter().take(8).map(|(name, _)| format!("`{}`", parts::shown(name))).collect();
        note("properties", "object", format!(": {}", names.join(", ")));
    }
    if schema.rest.as_ref().is_some_and(|rest| !rest.is_empty()) {
        note("additionalProperties", "object", String::new());
    }
    if schema.items.is_some() {
        note("items", "array", String::new());
    }
    notes
}

/// Reads a list of known values.
fn listed<'n>(into: &mut Schema<'n>, value: &'n Node) {
    let note = match &value.data {
        Data::List(list) if !list.is_empty() => return values(into, list.iter().collect()),
        Data::List(_) => "`enum` lists no values; ignored",
        Data::Text(text) if !text.contains([',', '|', ';', ' ']) => {
            values(into, vec![value]);
            "`enum` is a text instead of a list; read as the only known value"
        }
        // The values may be its keys, or its members.
        _ => "`enum` is not a list; its values are not known",
    };
    into.notes.push(note.to_owned());
}

/// Reads a truth value.
fn mark(into: &mut Schema<'_>, mark: Mark, name: &str, value: &Node) {
    let (holds, note) = truth(name, value);
    into.notes.extend(note);
    into.set(mark, holds);
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
    into.set(Mark::Nullable, list.iter().any(|one| one.data == Data::Null));
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
