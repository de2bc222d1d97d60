//! Operations grouped by path, and callbacks as webhooks.

use freedompay::Value;
use freedompay::meta::Hosts;

use super::map::{Map, pointer, reference, texts};
use super::{EXTENSION, api, facts, schema, security, servers};
use crate::spec::model::{Fact, FieldLocation, Operation, Type};

/// Facts that OpenAPI itself can express.
const PLACED: [Fact; 2] = [Fact::Method, Fact::Path];

/// Description of several operations at once.
const SEVERAL: &str = "Any of the operations that share this path.";

/// Lists every path with its methods, in the order of the operations, and its servers where they are not `hosts`.
pub(super) fn paths(operations: &[&Operation], hosts: &Hosts) -> Map {
    let calls: Vec<&Operation> = operations.iter().copied().filter(|operation| !operation.is_callback()).collect();
    let mut map = Map::new();
    for path in distinct(calls.iter().map(|call| call.fact(Fact::Path))) {
        let here: Vec<&Operation> = calls.iter().copied().filter(|call| call.fact(Fact::Path) == Some(path)).collect();
        let mut item = Map::new();
        let own = here.first().and_then(|call| api(&call.api)).map(|api| &api.hosts);
        if let Some(own) = own.filter(|own| *own != hosts) {
            item = item.set("servers", servers(own));
        }
        for method in distinct(here.iter().map(|call| call.fact(Fact::Method))) {
            let of_method = here.iter().copied().filter(|call| call.fact(Fact::Method) == Some(method)).collect();
            item = item.set(&method.to_ascii_lowercase(), operation(of_method, path, method));
        }
        map = map.set(path, item);
    }
    map
}

/// Lists every callback under its id.
pub(super) fn webhooks(operations: &[&Operation]) -> Map {
    let callbacks = operations.iter().filter(|operation| operation.is_callback());
    callbacks.fold(Map::new(), |map, callback| {
        let method = callback.fact(Fact::Method).unwrap_or("POST").to_ascii_lowercase();
        map.set(&callback.id, Map::new().set(&method, webhook(callback)))
    })
}

/// Describes an operation completely, with references to its schemas.
pub(super) fn entry(operation: &Operation) -> Map {
    let map = Map::new().text("id", &operation.id).text("api", &operation.api);
    let map = map.text("direction", operation.direction.as_str()).maybe("description", operation.doc.as_deref());
    let mut map = facts(operation, map, &[], "");
    if operation.is_undocumented() {
        return map;
    }
    if schema::has_body(operation) {
        map = map.text("request", &pointer(&format!("{}.request", operation.id)));
    }
    let parameters = parameters(&[operation]);
    if !parameters.is_empty() {
        map = map.set("parameters", Value::List(parameters.into_iter().map(|(_, parameter)| parameter).collect()));
    }
    map.text("answer", &pointer(&format!("{}.answer", operation.id)))
}

/// Builds the one OpenAPI operation for all calls of a path and a method.
fn operation(calls: Vec<&Operation>, path: &str, method: &str) -> Map {
    let Some((first, others)) = calls.split_first() else { return Map::new() };
    let is_deprecated = calls.iter().all(|call| call.fact(Fact::Status) == Some("deprecated"));
    let mut map = Map::new().set("tags", texts(distinct(calls.iter().map(|call| Some(call.api.as_str())))));
    if others.is_empty() {
        map = described(map.text("operationId", &first.id), first);
        if let Some(source) = first.fact(Fact::Source) {
            map = map.set("externalDocs", Map::new().text("url", source));
        }
    } else {
        map = map.text("operationId", &words(method, path)).text("summary", SEVERAL);
        map = map.text("description", &list_of(&calls));
    }
    map = map.flag("deprecated", is_deprecated);
    let parameters = parameters(&calls);
    if !parameters.is_empty() {
        map = map.set("parameters", Value::List(parameters.into_iter().map(|(_, parameter)| parameter).collect()));
    }
    if schema::has_body(first) {
        map = map.set("requestBody", body(&calls));
    }
    map = map.set("responses", responses(&calls)).set("security", security::of(&calls));
    if others.is_empty() {
        return facts(first, map, &PLACED, EXTENSION);
    }
    let entries = calls.iter().map(|call| entry(call).into()).collect();
    map.set(&format!("{EXTENSION}operations"), Value::List(entries))
}

/// Adds the documentation, with its first sentence as the summary.
fn described(map: Map, operation: &Operation) -> Map {
    let Some(doc) = operation.doc.as_deref() else { return map };
    let first = doc.split_once(". ").map_or(doc, |(first, _)| first);
    map.text("summary", first.trim_end_matches('.')).text("description", doc)
}

/// Lists several calls for people.
fn list_of(calls: &[&Operation]) -> String {
    let lines = calls.iter().map(|call| {
        let action = call.fact(Fact::Action).map(|action| format!(" (`X-Action: {action}`)")).unwrap_or_default();
        format!("\n- `{}`{action}: {}", call.id, call.doc.as_deref().unwrap_or("not described"))
    });
    format!("{SEVERAL}\n{}", lines.collect::<String>())
}

/// Lists the parameters outside the body by place and name; calls that share a path share them.
fn parameters(calls: &[&Operation]) -> Vec<(String, Value)> {
    let Some(first) = calls.first() else { return Vec::new() };
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut add = |place: &str, name: &str, is_required: bool, rest: Map| {
        let key = format!("{place} {name}");
        if !found.iter().any(|(known, _)| *known == key) {
            let map = Map::new().text("name", name).text("in", place).flag("required", is_required);
            let Value::Map(rest) = rest.into() else { return };
            let map = rest.into_iter().fold(map, |map, (name, value)| map.set(&name, value));
            found.push((key, map.into()));
        }
    };
    for call in calls {
        for field in call.request.iter().filter(|field| field.location != FieldLocation::Body) {
            let is_shared = |other: &&Operation| other.request.iter().any(|f| f.required && f.name == field.name);
            let is_required = field.location == FieldLocation::Path || calls.iter().all(is_shared);
            let rest = Map::new().maybe("description", field.doc.as_deref()).set("schema", schema::parameter(field));
            add(field.location.name(), &field.name, is_required, rest);
        }
    }
    let string = || Map::new().text("type", "string");
    if schema::is_form(first) && !schema::has_body(first) {
        for (name, description) in schema::added(first, false) {
            let rest = Map::new().text("description", &description).set("schema", string());
            add("query", name, true, rest.flag(&format!("{EXTENSION}added"), true));
        }
    }
    for name in path_parameters(first.fact(Fact::Path).unwrap_or_default()) {
        // The runtime takes it from the credentials.
        let rest = Map::new().set("schema", string()).flag(&format!("{EXTENSION}added"), true);
        add("path", name, true, rest.text("description", "Number of the shop."));
    }
    for header in calls.iter().flat_map(|call| &call.headers) {
        let schema = match &header.value {
            Some(value) => string().set("const", value.as_str()),
            None => string().text("format", "uuid"),
        };
        add("header", &header.name, true, Map::new().set("schema", schema));
    }
    let actions = distinct(calls.iter().map(|call| call.fact(Fact::Action)));
    if !actions.is_empty() {
        let is_required = calls.iter().all(|call| call.fact(Fact::Action).is_some());
        let rest = Map::new().text("description", "Selects the operation.");
        add("header", "X-Action", is_required, rest.set("schema", string().set("enum", texts(actions))));
    }
    found
}

fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}

fn body(calls: &[&Operation]) -> Map {
    let schema = any_of(calls, "request");
    let mut content = Map::new();
    if calls.first().is_some_and(|call| schema::is_form(call)) {
        let nested = nested(calls);
        let media = |schema: Value| {
            let map = Map::new().set("schema", schema);
            if nested.is_empty() { map } else { map.set("encoding", nested.clone()) }
        };
        if !calls.iter().any(|call| call.is_callback()) {
            content = content.set("multipart/form-data", media(schema.clone()));
        }
        content = content.set("application/x-www-form-urlencoded", media(schema));
        let description = "Nested data is sent under names in brackets: `list[0][member]=value`.";
        let described = Map::new().maybe("description", (!nested.is_empty()).then_some(description));
        return described.flag("required", true).set("content", content);
    }
    Map::new().flag("required", true).set("content", content.set("application/json", Map::new().set("schema", schema)))
}

/// Lists the fields whose nested data is sent under bracketed names.
fn nested(calls: &[&Operation]) -> Map {
    let fields = calls.iter().flat_map(|call| &call.request).filter(|field| field.name != "*");
    let is_nested = |ty: &Type| matches!(ty, Type::List(_) | Type::Object(_) | Type::Map(_));
    let names = distinct(fields.filter(|field| is_nested(&field.ty)).map(|field| Some(field.name.as_str())));
    names.into_iter().fold(Map::new(), |map, name| {
        map.set(name, Map::new().text("style", "deepObject").set("explode", Value::Bool(true)))
    })
}

fn responses(calls: &[&Operation]) -> Map {
    let Some(first) = calls.first() else { return Map::new() };
    let media = if schema::is_form(first) { "application/xml" } else { "application/json" };
    let content = |schema: Value| Map::new().set(media, Map::new().set("schema", schema));
    let mut schemas = references(calls, "answer");
    let error = schema::error_of(first);
    schemas.extend(error.clone());
    // Errors come with status 200 as well.
    let ok = Map::new().text("description", "The response, or an error.").set("content", content(either(schemas)));
    let map = Map::new().set("200", ok);
    match error {
        Some(error) => map.set("default", Map::new().text("description", "An error.").set("content", content(error))),
        None => map,
    }
}

fn webhook(callback: &Operation) -> Map {
    let map = Map::new().set("tags", texts([&callback.api])).text("operationId", &callback.id);
    let mut map = described(map, callback);
    if let Some(source) = callback.fact(Fact::Source) {
        map = map.set("externalDocs", Map::new().text("url", source));
    }
    let reply = |description: &str| {
        let map = Map::new().text("description", description);
        if schema::has_response_body(callback) {
            let media = Map::new().set("schema", reference(&format!("{}.answer", callback.id)));
            return map.set("content", Map::new().set("application/xml", media));
        }
        map
    };
    let responses = Map::new()
        .set("200", reply("Accepted or rejected."))
        .set("500", reply("Not accepted; asks Freedom Pay to send the callback again."));
    let map = map.set("requestBody", body(&[callback])).set("responses", responses);
    facts(callback, map.set("security", security::of(&[callback])), &[Fact::Method], EXTENSION)
}

fn references(calls: &[&Operation], part: &str) -> Vec<Value> {
    calls.iter().map(|call| reference(&format!("{}.{part}", call.id))).collect()
}

/// Combines schemas with `anyOf`, not `oneOf`: a message may fit the schemas of several operations.
fn any_of(calls: &[&Operation], part: &str) -> Value {
    either(references(calls, part))
}

fn either(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => Map::new().set("anyOf", Value::List(schemas)).into(),
    }
}

/// Names a shared operation, as in `post_g2g_payment`; the name stays when another operation joins.
fn words(method: &str, path: &str) -> String {
    let parts = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.fold(method.to_ascii_lowercase(), |name, part| format!("{name}_{part}"))
}

fn distinct<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for value in values.flatten() {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}
