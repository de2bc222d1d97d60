//! Calls written down as OpenAPI, each time in another of the ways that the specification has.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::call_twist::CallTwist;
use crate::text;

/// A document under construction.
pub(crate) struct Writer<'r> {
    pub(crate) random: &'r mut Rng,
    pub(crate) is_31: bool,
    /// Whether the calls are those of a form API, whose responses are XML.
    pub(crate) is_form: bool,
    /// Schemas that others refer to.
    pub(crate) schemas: Map<String, Value>,
    examples: Map<String, Value>,
}

/// Writes a document; returns the name of its file and its text.
pub(crate) fn document(random: &mut Rng, seed: u64, calls: &[Call]) -> (String, String) {
    let is_31 = random.bool();
    let is_form = calls.iter().any(|call| call.is_form);
    let mut writer = Writer { random, is_31, is_form, schemas: Map::new(), examples: Map::new() };
    let mut paths: Map<String, Value> = Map::new();
    // A server may begin the paths.
    let is_split = calls.iter().all(|call| call.path.starts_with("/v5/")) && writer.random.u8(..3) == 0;
    for call in calls {
        let path = if is_split { call.path.trim_start_matches("/v5").to_owned() } else { call.path.clone() };
        let path = if call.twist == Some(CallTwist::FixedQuery) { format!("{path}?fixed=1") } else { path };
        let mut item = writer.item(call);
        if let Some(twist) = call.twist {
            twist.apply(&mut item[call.method.to_lowercase()], if is_split { "/v5" } else { "/" });
        }
        paths.insert(path, item);
    }
    let version = if is_31 { "3.1.0" } else { "3.0.3" };
    let mut root = json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": paths});
    root["components"] = json!({"schemas": writer.schemas, "examples": writer.examples});
    if is_split {
        root["servers"] = match writer.random.u8(..4) {
            0 => json!([{"url": "/v5"}]),
            1 => json!([{"url": "https://api.example.com/v5", "description": "d"}]),
            2 => json!([{"url": "https://api.example.com/{base}", "variables": {"base": {"default": "v5"}}}]),
            // Hosts are up to the client.
            _ => {
                json!([{"url": "https://{host}/v5/", "variables": {"host": {"default": "a.example", "enum": ["a.example", "b.example"]}}}])
            }
        };
    }
    let random = writer.random;
    match random.u8(..5) {
        0 => (format!("page{seed}.json"), root.to_string()),
        1 => (format!("page{seed}.json"), format!("{root:#}")),
        2 => (format!("page{seed}.md"), text::markdown(&format!("{root:#}"), true)),
        3 => (format!("page{seed}.md"), text::markdown(&text::yaml(random, &root), false)),
        _ => (format!("page{seed}.yaml"), text::yaml(random, &root)),
    }
}

impl Writer<'_> {
    /// Writes a call below its path, which may share parameters with others.
    fn item(&mut self, call: &Call) -> Value {
        let mut operation = self.operation(call);
        let mut shared = Vec::new();
        if call.twist.is_none() && self.random.u8(..4) == 0 {
            let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
            for own in parameters.into_iter().flatten() {
                // A parameter of the call replaces that of the path.
                let mut decoy = own.clone();
                decoy["schema"] = json!({"type": "array", "items": {"type": "boolean"}, "maxItems": 3});
                shared.push(decoy);
            }
        }
        if call.twist.is_none() && shared.is_empty() && self.random.u8(..4) == 0 {
            let moved = operation.as_object_mut().and_then(|members| members.remove("parameters"));
            shared.extend(moved.and_then(|list| list.as_array().cloned()).into_iter().flatten());
        }
        let mut item = json!({call.method.to_lowercase(): operation});
        if !shared.is_empty() {
            item["parameters"] = Value::Array(shared);
        }
        item
    }

    fn operation(&mut self, call: &Call) -> Value {
        let mut operation = json!({"responses": self.responses(call)});
        if let Some(title) = &call.title {
            operation["summary"] = json!(title);
        }
        let mut parameters: Vec<Value> = Vec::new();
        for (place, property) in &call.parameters {
            let schema = self.schema(property, true);
            parameters.push(
                json!({"name": property.name, "in": place.name(), "required": property.required, "schema": schema}),
            );
        }
        if call.twist.is_none() && self.random.u8(..6) == 0 {
            // To be ignored, by the specification.
            let schema = json!({"type": "string", "enum": ["application/json", "application/xml", "text/csv"]});
            parameters.push(json!({"name": "Accept", "in": "header", "schema": schema}));
        }
        if !parameters.is_empty() {
            operation["parameters"] = Value::Array(parameters);
        }
        if !call.body.is_empty() || call.twist == Some(CallTwist::BrokenReference) {
            let media = if call.is_form { "application/x-www-form-urlencoded" } else { "application/json" };
            let mut content = json!({"schema": self.whole(&call.body, true)});
            if call.twist == Some(CallTwist::BrokenReference) {
                content["schema"] = json!({"$ref": "#/components/schemas/Nowhere"});
            }
            if let Some(sample) = &call.request {
                content["example"] = sample.clone();
            }
            let mut all = json!({media: content});
            if call.twist == Some(CallTwist::OtherMedia) {
                all["text/xml"] = json!({"schema": {"type": "object", "properties": {"of_xml": {"type": "string"}}}});
            }
            operation["requestBody"] = json!({"content": all});
        }
        operation
    }

    fn responses(&mut self, call: &Call) -> Value {
        let media = if call.is_form { "application/xml" } else { "application/json" };
        let mut schema = self.whole(&call.answer, false);
        if call.is_form && self.random.u8(..4) == 0 {
            // The root element as a property.
            let name = if self.random.bool() { "response" } else { "Reply" };
            let root = json!({"allOf": [schema], "xml": {"name": "response"}});
            schema = json!({"type": "object", "properties": {name: root}});
        }
        let mut content = json!({"schema": schema});
        let samples: Vec<Value> =
            if call.is_form { call.messages().into_iter().map(Value::from).collect() } else { call.responses.clone() };
        let mut named = Map::new();
        for (at, sample) in samples.iter().enumerate() {
            // A sample may be an object, its text, or a reference to it.
            let sample = match self.random.u8(..3) {
                0 if !call.is_form => Value::from(sample.to_string()),
                _ => sample.clone(),
            };
            let example = if self.random.bool() {
                let name = format!("Sample{}", self.examples.len());
                self.examples.insert(name.clone(), json!({"summary": "s", "value": sample}));
                json!({"$ref": format!("#/components/examples/{name}")})
            } else {
                json!({"value": sample})
            };
            named.insert(format!("one{at}"), example);
        }
        if call.twist == Some(CallTwist::BrokenSample) {
            named.insert("broken".to_owned(), json!({"value": "{\"broken\": "}));
        }
        if named.len() == 1 && self.random.bool() && samples.len() == 1 {
            content["example"] = samples[0].clone();
        } else {
            content["examples"] = Value::Object(named);
        }
        let mut good = json!({"description": "d", "content": {media: content}});
        if call.twist == Some(CallTwist::OtherMedia) {
            let schema = json!({"type": "object", "properties": {"of_text": {"type": "string"}}});
            good["content"]["text/plain"] = json!({"schema": schema});
        }
        let other = json!({"description": "d", "content": {media: {"schema": {"type": "object", "properties": {"error_only": {"type": "string"}}}}}});
        let bad =
            if call.twist == Some(CallTwist::ForeignError) { other.clone() } else { self.known_error(call, media) };
        let mut all = Map::new();
        all.insert(["200", "201", "2XX"][self.random.usize(..3)].to_owned(), good);
        if self.random.bool() {
            all.insert("default".to_owned(), bad.clone());
        }
        if call.twist == Some(CallTwist::ForeignError) || self.random.bool() {
            all.insert("400".to_owned(), bad);
        }
        if call.twist == Some(CallTwist::TwoSuccesses) {
            all.insert("202".to_owned(), other);
            let first = all.remove("201").or_else(|| all.remove("2XX"));
            if let Some(first) = first {
                all.insert("200".to_owned(), first);
            }
        }
        Value::Object(all)
    }

    /// Writes an error as the API of the call has it.
    fn known_error(&mut self, call: &Call, media: &str) -> Value {
        let names: &[&str] = if call.is_form {
            &["pg_status", "pg_error_code", "pg_error_description", "pg_salt", "pg_sig"]
        } else {
            &["status", "error_code", "error_description"]
        };
        let texts = names.iter().map(|name| ((*name).to_owned(), json!({"type": "string"})));
        let schema = json!({"type": "object", "properties": texts.collect::<Map<_, _>>()});
        let schema = if self.random.bool() { schema } else { self.component(schema) };
        json!({"description": "d", "content": {media: {"schema": schema}}})
    }
}
