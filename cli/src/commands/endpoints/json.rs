//! Endpoints as JSON: `freedompay endpoints --format json`.

use freedompay::Value;
use freedompay::meta::{Direction, EndpointMeta, FieldMeta, Location, Status, TypeMeta, Wire};

use crate::json::text;

/// Members of an object under construction.
type Members = Vec<(String, Value)>;

fn optional(value: Option<&str>) -> Value {
    value.map_or(Value::Null, text)
}

fn member(members: &mut Members, name: &str, value: Value) {
    members.push((name.to_owned(), value));
}

/// Describes an endpoint.
pub(crate) fn endpoint(endpoint: &EndpointMeta) -> Value {
    let mut out = Members::new();
    let (reason, callable) = match endpoint.status {
        Status::Undocumented(why) => (Some(why), false),
        Status::Deprecated(why) => (Some(why), true),
        _ => (None, true),
    };
    let if_known = |value: &str| if callable { text(value) } else { Value::Null };
    member(&mut out, "id", text(endpoint.id));
    member(&mut out, "api", text(endpoint.api.name));
    // The place of a callback is known even if the callback cannot be verified.
    let if_placed = |value: &str| if endpoint.uri.is_empty() { Value::Null } else { text(value) };
    member(&mut out, "method", if_placed(endpoint.method.as_str()));
    member(&mut out, "uri", if_placed(endpoint.uri));
    member(&mut out, "auth", text(endpoint.auth()));
    member(&mut out, "wire", text(endpoint.api.wire.as_str()));
    let is_request = endpoint.direction == Direction::Request;
    member(&mut out, "effect", if is_request { if_known(endpoint.effect.as_str()) } else { Value::Null });
    member(&mut out, "direction", text(endpoint.direction.as_str()));
    member(&mut out, "status", text(endpoint.status.as_str()));
    if let Some(reason) = reason {
        member(&mut out, "reason", text(reason));
    }
    if callable {
        for (name, value) in [
            ("recover", endpoint.recover.map(|recover| recover.id)),
            ("no_recover", endpoint.no_recover),
            ("idempotency", endpoint.idempotency),
            ("action", endpoint.action),
            ("source", endpoint.source),
            ("since", endpoint.since),
        ] {
            if let Some(value) = value {
                member(&mut out, name, text(value));
            }
        }
        // The script name of a callback is that of the merchant's own URL.
        if endpoint.api.scheme.signs_script && is_request {
            member(&mut out, "script", text(endpoint.script_name()));
        }
        member(&mut out, "rust", text(endpoint.rust));
        member(&mut out, "summary", text(endpoint.doc));
    }
    member(&mut out, "request", request(endpoint, callable));
    member(&mut out, "response", Value::Map(vec![("fields".to_owned(), fields(endpoint.response.fields()))]));
    Value::Map(out)
}

fn request(endpoint: &EndpointMeta, callable: bool) -> Value {
    let is_callback = endpoint.direction == Direction::Callback;
    let content_type = match (endpoint.api.wire, !endpoint.has_body()) {
        _ if !callable => None,
        (Wire::Form, _) if is_callback => Some("application/x-www-form-urlencoded"),
        (_, true) => None,
        (Wire::Json, _) => Some("application/json"),
        (Wire::Form, _) => Some("multipart/form-data"),
    };
    let added = if is_callback { &[] } else { endpoint.api.scheme.added_fields };
    let added = added.iter().map(|name| text(name)).collect();
    Value::Map(vec![
        ("content_type".to_owned(), optional(content_type)),
        ("fields".to_owned(), fields(endpoint.request)),
        ("added_by_client".to_owned(), Value::List(added)),
    ])
}

fn fields(fields: &[FieldMeta]) -> Value {
    Value::List(fields.iter().map(field).collect())
}

fn field(field: &FieldMeta) -> Value {
    let mut out = Members::new();
    member(&mut out, "name", text(field.name));
    member(&mut out, "type", text(field.ty.as_str()));
    member(&mut out, "required", Value::Bool(field.required));
    member(&mut out, "secret", Value::Bool(field.is_secret()));
    member(&mut out, "rust", text(field.rust));
    let location = match field.location {
        Location::Body => None,
        Location::Path => Some("path"),
        Location::Query => Some("query"),
        Location::Header(_) => Some("header"),
    };
    if let Some(location) = location {
        member(&mut out, "in", text(location));
    }
    for (name, limit) in [("min", field.min), ("max", field.max)] {
        if let Some(limit) = limit {
            member(&mut out, name, Value::Number(limit.to_owned()));
        }
    }
    for (name, limit) in [("min_length", field.min_len), ("max_length", field.max_len)] {
        if let Some(limit) = limit {
            member(&mut out, name, Value::Number(limit.to_string()));
        }
    }
    for (name, value) in [("pattern", field.pattern), ("example", field.example)] {
        if let Some(value) = value {
            member(&mut out, name, text(value));
        }
    }
    shape(field.ty, &mut out);
    if !field.doc.is_empty() {
        member(&mut out, "summary", text(field.doc));
    }
    Value::Map(out)
}

/// Adds what the name of a type leaves open.
fn shape(ty: &TypeMeta, out: &mut Members) {
    match ty {
        TypeMeta::Uuid => member(out, "format", text("uuid")),
        TypeMeta::Enum { values, .. } => {
            member(out, "known_values", Value::List(values.iter().map(|v| text(v)).collect()));
        }
        TypeMeta::List(item) => member(out, "items", text(item.as_str())),
        _ => {}
    }
    if !ty.fields().is_empty() {
        member(out, "fields", fields(ty.fields()));
    }
}
