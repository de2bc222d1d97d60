//! JSON schemas of types and fields.

use freedompay::Value;

use super::map::{Map, reference, texts};
use super::{EXTENSION, api};
use crate::spec::model::{Fact, Field, FieldLocation, Limit, Operation, Type, Width};

/// What the fields of `pg_sig` are.
const ADDED: [(&str, &str); 3] = [
    ("pg_merchant_id", "Number of the shop."),
    ("pg_salt", "Random text that makes every signature different."),
    ("pg_sig", "Signature over the other fields; see the security scheme `pg_sig`."),
];

/// Encoding of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Form,
    Xml,
    Json,
}

/// Lists the schemas `ID.request` and `ID.answer` of every operation, and those of errors.
pub(super) fn components(operations: &[&Operation]) -> Map {
    let mut map = Map::new();
    for operation in operations {
        if has_body(operation) {
            map = map.set(&format!("{}.request", operation.id), request(operation));
        }
        if has_response_body(operation) {
            map = map.set(&format!("{}.answer", operation.id), response(operation));
        }
    }
    for shape in ["status", "object", "pg"] {
        if operations.iter().any(|operation| operation.fact(Fact::Errors) == Some(shape)) {
            map = map.set(&format!("error.{shape}"), error(shape));
        }
    }
    map
}

/// Returns whether a request has a body. A form always has one, with the fields of its signature.
pub(super) fn has_body(operation: &Operation) -> bool {
    operation.is_callback() || operation.fact(Fact::Method) != Some("GET")
}

/// Returns whether a response has a body. The reply to a callback may be an HTTP status alone.
pub(super) fn has_response_body(operation: &Operation) -> bool {
    !operation.is_callback() || operation.response != Type::Any
}

pub(super) fn is_form(operation: &Operation) -> bool {
    operation.fact(Fact::Wire) == Some("form")
}

/// Lists the fields that the scheme of an operation adds to a message: the provider's own do not say which shop they are for.
pub(super) fn added(operation: &Operation, is_from_provider: bool) -> Vec<(&'static str, String)> {
    let Some(scheme) = api(&operation.api).map(|api| api.scheme) else { return Vec::new() };
    if is_from_provider && !scheme.signs_responses {
        return Vec::new();
    }
    let described = |name: &'static str| {
        let known = ADDED.iter().find(|(known, _)| *known == name).map(|(_, about)| (*about).to_owned());
        (name, known.unwrap_or_else(|| format!("Added for the signature: {}.", scheme.title)))
    };
    let names = scheme.added_fields.iter().copied().filter(|name| !is_from_provider || *name != "pg_merchant_id");
    names.map(described).collect()
}

fn request(operation: &Operation) -> Value {
    let message = if is_form(operation) { Message::Form } else { Message::Json };
    let fields: Vec<&Field> = operation.request.iter().filter(|field| field.location == FieldLocation::Body).collect();
    object(&fields, message, &added(operation, operation.is_callback())).into()
}

fn response(operation: &Operation) -> Value {
    if !is_form(operation) {
        return ty(&operation.response, Message::Json).into();
    }
    let fields: Vec<&Field> = operation.response.fields().iter().collect();
    let schema = object(&fields, Message::Xml, &added(operation, true));
    schema.set("xml", Map::new().text("name", "response")).into()
}

fn object(fields: &[&Field], message: Message, added: &[(&str, String)]) -> Map {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let (mut rest, mut rest_doc) = (None, None);
    for field in fields {
        if field.name == "*" {
            let item = if let Type::Map(item) = &field.ty { ty(item, message) } else { Map::new() };
            (rest, rest_doc) = (Some(item), field.doc.as_deref());
            continue;
        }
        properties = properties.set(&field.name, schema(field, message));
        if field.required {
            required.push(field.name.as_str());
        }
    }
    for (name, description) in added {
        let schema = Map::new().text("type", "string").text("description", description);
        properties = properties.set(name, schema.flag(&format!("{EXTENSION}added"), true));
        required.push(name);
    }
    let mut map = Map::new().text("type", "object");
    if !properties.is_empty() {
        map = map.set("properties", properties);
    }
    if !required.is_empty() {
        map = map.set("required", texts(required));
    }
    match rest {
        Some(rest) => map.set("additionalProperties", rest.maybe("description", rest_doc)),
        None => map,
    }
}

/// Builds the schema of a parameter outside the body. Its description belongs beside the schema.
pub(super) fn parameter(field: &Field) -> Map {
    schema(&Field { doc: None, ..field.clone() }, Message::Form)
}

fn schema(field: &Field, message: Message) -> Map {
    let mut map = ty(&field.ty, message);
    if field.secret && field.ty == Type::Text {
        map = map.text("format", "password");
    }
    let is_list = matches!(field.ty, Type::List(_));
    for limit in Limit::ALL {
        let Some(value) = field.limits.get(&limit) else { continue };
        map = match (limit, is_list) {
            (Limit::Min, _) => map.set("minimum", Value::Number(value.clone())),
            (Limit::Max, _) => map.set("maximum", Value::Number(value.clone())),
            (Limit::MinLen, false) => map.set("minLength", Value::Number(value.clone())),
            (Limit::MaxLen, false) => map.set("maxLength", Value::Number(value.clone())),
            (Limit::MinLen, true) => map.set("minItems", Value::Number(value.clone())),
            (Limit::MaxLen, true) => map.set("maxItems", Value::Number(value.clone())),
            // Our patterns match the whole text, those of JSON Schema any part of it.
            (Limit::Pattern, _) => map.text("pattern", &format!("^(?:{value})$")),
        };
    }
    if let Some(example) = field.example.as_deref() {
        map = map.set("examples", Value::List(vec![value(&field.ty, example, message)]));
    }
    map.maybe("description", field.doc.as_deref()).flag(&format!("{EXTENSION}secret"), field.secret)
}

fn ty(ty: &Type, message: Message) -> Map {
    let map = Map::new();
    match ty {
        Type::Any => map,
        Type::Text => map.text("type", "string"),
        Type::Bool if message == Message::Json => map.text("type", "boolean"),
        Type::Bool => truth().text(&format!("{EXTENSION}type"), "bool"),
        Type::Flag => truth().text(&format!("{EXTENSION}type"), "flag"),
        Type::Integer(width) => map.text("type", "integer").maybe("format", width.and_then(Width::name)),
        Type::Decimal => map.text("type", "number").text("format", "decimal"),
        Type::Uuid => map.text("type", "string").text("format", "uuid"),
        Type::Enum { values, numeric } => {
            let name = if *numeric { "integer" } else { "string" };
            let values = values.iter().map(|known| value(ty, known, message)).collect();
            let known = Map::new().text("type", name).set("enum", Value::List(values));
            // Other values are possible: the list helps readers and generators, and rejects nothing.
            map.set("anyOf", Value::List(vec![known.into(), Map::new().text("type", name).into()]))
        }
        Type::List(item) => map.text("type", "array").set("items", self::ty(item, message)),
        Type::Object(fields) => object(&fields.iter().collect::<Vec<_>>(), message, &[]),
        Type::Map(item) => map.text("type", "object").set("additionalProperties", self::ty(item, message)),
    }
}

fn truth() -> Map {
    let values = ["0", "1"].map(|value| Value::Number(value.to_owned()));
    Map::new().text("type", "integer").set("enum", Value::List(values.into()))
}

/// Converts a text of the tables to a value of the type, or leaves it a text if it does not fit.
fn value(ty: &Type, text: &str, message: Message) -> Value {
    let is_number = match ty {
        Type::Bool if message == Message::Json => {
            return match text {
                "true" | "1" => Value::Bool(true),
                "false" | "0" => Value::Bool(false),
                _ => text.into(),
            };
        }
        Type::Bool | Type::Flag | Type::Integer(_) | Type::Enum { numeric: true, .. } => text.parse::<i128>().is_ok(),
        Type::Decimal => text.parse::<freedompay::Amount>().is_ok(),
        _ => false,
    };
    // JSON numbers have no leading plus or zeros.
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.starts_with('+') && (!digits.starts_with('0') || digits == "0" || digits.starts_with("0."));
    if is_number && is_plain { Value::Number(text.to_owned()) } else { text.into() }
}

fn error(shape: &str) -> Value {
    let string = |description: &str| Map::new().text("type", "string").text("description", description);
    // Some calls return a number, others a text of digits.
    let code = Map::new().set("type", texts(["string", "integer"])).text("description", "Error code.");
    let words = string("Error description for people.");
    let object = |properties: Map| Map::new().text("type", "object").set("properties", properties);
    match shape {
        "object" => {
            let error = object(Map::new().set("code", code).set("description", words));
            object(Map::new().set("error", error)).set("required", texts(["error"])).into()
        }
        "pg" => {
            let status = Map::new().text("type", "string").set("const", "error");
            let properties = Map::new()
                .set("pg_status", status)
                .set("pg_error_code", string("Error code."))
                .set("pg_error_description", words)
                .set("pg_salt", string("Random text."))
                .set("pg_sig", string("Signature; the errors 9998, 1100 and 11068 come without one."));
            let root = Map::new().text("name", "response");
            object(properties).set("required", texts(["pg_status"])).set("xml", root).into()
        }
        _ => {
            let status = string("`error`; a few older calls send a code without any status.");
            let properties = Map::new().set("status", status).set("error_code", code).set("error_description", words);
            object(properties).into()
        }
    }
}

/// Returns a reference to the error schema of an operation's API.
pub(super) fn error_of(operation: &Operation) -> Option<Value> {
    operation.fact(Fact::Errors).map(|shape| reference(&format!("error.{shape}")))
}
