//! Calls written down as OpenAPI, each time in another of the ways that the specification has.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::call::{Call, CallTwist, shows_schema};
use crate::kinds::{Kind, Property, Side};
use crate::text;
use crate::twist::Twist;

struct Writer<'r> {
    random: &'r mut Rng,
    is_31: bool,
    schemas: Map<String, Value>,
    examples: Map<String, Value>,
}

/// Writes a document; returns the name of its file and its text.
pub(crate) fn document(random: &mut Rng, seed: u64, calls: &[Call]) -> (String, String) {
    let is_31 = random.bool();
    let mut writer = Writer { random, is_31, schemas: Map::new(), examples: Map::new() };
    let mut paths: Map<String, Value> = Map::new();
    // A server may begin the paths.
    let is_split = calls.iter().all(|call| call.path.starts_with("/v5/")) && writer.random.u8(..3) == 0;
    for call in calls {
        let path = if is_split { call.path.trim_start_matches("/v5").to_owned() } else { call.path.clone() };
        let path = if call.twist == Some(CallTwist::FixedQuery) { format!("{path}?fixed=1") } else { path };
        let operation = writer.operation(call);
        paths.insert(path, json!({call.method.to_lowercase(): operation}));
    }
    let version = if is_31 { "3.1.0" } else { "3.0.3" };
    let mut root = json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": paths});
    root["components"] = json!({"schemas": writer.schemas, "examples": writer.examples});
    if is_split {
        let url = ["/v5", "https://api.example.com/v5", "https://api.example.com/{base}"][writer.random.usize(..3)];
        root["servers"] = json!([{"url": url, "variables": {"base": {"default": "v5"}}}]);
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
        match call.twist {
            Some(CallTwist::Cookie) => {
                parameters
                    .push(json!({"name": "session", "in": "cookie", "required": true, "schema": {"type": "string"}}));
            }
            Some(CallTwist::RepeatedQuery) => {
                let schema = json!({"type": "array", "items": {"type": "string"}});
                parameters.push(json!({"name": "repeated", "in": "query", "schema": schema}));
            }
            _ => {}
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
        let mut content = json!({"schema": self.whole(&call.answer, false)});
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
        let good = json!({"description": "d", "content": {media: content}});
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

    /// Writes the schema of a whole message.
    fn whole(&mut self, fields: &[Property], is_request: bool) -> Value {
        let schema = self.object(fields, is_request);
        if self.random.bool() { schema } else { self.component(schema) }
    }

    fn object(&mut self, fields: &[Property], is_request: bool) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields.iter().filter(|field| shows_schema(field)) {
            let mut schema = self.schema(field, is_request);
            match field.side {
                Side::Both => {}
                Side::Answer => self.mark(&mut schema, "readOnly"),
                Side::Request => self.mark(&mut schema, "writeOnly"),
            }
            properties.insert(field.name.clone(), schema);
            if field.twist == Some(Twist::MisspeltRequired) {
                let mut name = field.name.clone();
                name.pop();
                required.push(json!(name));
            } else if field.required {
                required.push(json!(field.name));
            }
        }
        let required = if required.is_empty() { json!({}) } else { json!({"required": required}) };
        if self.random.u8(..5) == 0 && properties.len() > 1 {
            // The same object in two parts.
            let last = properties.keys().next_back().cloned().unwrap_or_default();
            let rest = properties.remove(&last);
            let one = json!({"type": "object", "properties": properties});
            let mut two = json!({"properties": {last: rest}});
            merge(&mut two, required);
            return json!({"allOf": [self.component(one), two]});
        }
        let mut schema = json!({"type": "object", "properties": properties});
        merge(&mut schema, required);
        schema
    }

    /// Sets a mark at a schema; in OpenAPI 3.0 nothing may stand beside a reference.
    fn mark(&mut self, schema: &mut Value, name: &str) {
        if schema.get("$ref").is_some() && !self.is_31 {
            *schema = json!({"allOf": [schema.clone()]});
        }
        schema[name] = json!(true);
    }

    /// Names a schema, and refers to it.
    fn component(&mut self, schema: Value) -> Value {
        let name = format!("Part{}", self.schemas.len());
        self.schemas.insert(name.clone(), schema);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    /// Writes the schema of a field in one of many ways.
    fn schema(&mut self, field: &Property, is_request: bool) -> Value {
        let mut schema = self.kind(&field.kind, is_request);
        if field.secret && self.random.bool() {
            schema["format"] = json!("password");
        }
        if let Some(twist) = field.twist {
            self.twist(twist, &mut schema);
        }
        let schema = match self.random.u8(..8) {
            0 => self.component(schema),
            1 => json!({"allOf": [self.component(schema)], "description": "d"}),
            2 => json!({"oneOf": [self.component(schema)]}),
            3 => json!({"anyOf": [schema]}),
            _ => schema,
        };
        if field.nullable { self.nullable(schema) } else { schema }
    }

    fn nullable(&mut self, mut schema: Value) -> Value {
        match (self.is_31, schema.get("type").cloned()) {
            (true, Some(Value::String(kind))) if schema.get("enum").is_none() && self.random.bool() => {
                schema["type"] = json!([kind, "null"]);
                schema
            }
            (true, _) => json!({"anyOf": [schema, {"type": "null"}]}),
            (false, Some(_)) => {
                schema["nullable"] = json!(true);
                schema
            }
            (false, None) => json!({"allOf": [schema], "nullable": true}),
        }
    }

    fn twist(&mut self, twist: Twist, schema: &mut Value) {
        match twist {
            Twist::EmptyValue => insert(schema, ""),
            Twist::MixedValues => {
                if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
                    values.extend([json!(7), json!(true)]);
                }
                if let Some(members) = schema.as_object_mut() {
                    members.remove("type");
                }
            }
            Twist::NoLength => schema["maxLength"] = json!(0),
            Twist::LooksAhead => schema["pattern"] = json!("^(?=.*[0-9]).+$"),
            Twist::NoRange => {
                schema["minimum"] = json!(9);
                schema["maximum"] = json!(3);
            }
            Twist::TextOrObject => {
                let object = json!({"type": "object", "properties": {"inner": {"type": "string"}}});
                *schema = json!({"oneOf": [schema.clone(), object]});
            }
            Twist::Itself => {
                let name = format!("Loop{}", self.schemas.len());
                let reference = json!({"$ref": format!("#/components/schemas/{name}")});
                let list = json!({"type": "array", "items": reference});
                let choice = json!({"oneOf": [{"type": "string"}, reference.clone()]});
                let node = json!({"type": "object", "properties": {"list": list, "choice": choice}});
                self.schemas.insert(name, node);
                *schema = json!({"anyOf": [schema.clone(), reference]});
            }
            Twist::UnknownType => schema["type"] = json!("strin"),
            Twist::Keyword => schema["not"] = json!({"const": "never"}),
            Twist::YesOrNo => schema["enum"] = json!(["Y", "N"]),
            Twist::SampleLacks
            | Twist::SampleNull
            | Twist::SampleOfAnotherType
            | Twist::SampleOutside
            | Twist::OnlyInSample
            | Twist::MisspeltRequired
            | Twist::MixedList => {}
        }
    }

    fn kind(&mut self, kind: &Kind, is_request: bool) -> Value {
        match kind {
            Kind::Text { min, max, pattern } => {
                let mut schema = json!({"type": "string"});
                set(&mut schema, "minLength", min.map(Value::from));
                set(&mut schema, "maxLength", max.map(Value::from));
                set(&mut schema, "pattern", pattern.map(|pattern| Value::from(pattern.written)));
                schema
            }
            Kind::Integer { min, max, is_small } => {
                let mut schema = json!({"type": "integer"});
                set(&mut schema, "format", is_small.then(|| json!("int32")));
                if let (Some(min), true) = (min, self.random.bool()) {
                    // The same limit, told as exclusive.
                    if self.is_31 {
                        schema["exclusiveMinimum"] = json!(min - 1);
                    } else {
                        schema["minimum"] = json!(min - 1);
                        schema["exclusiveMinimum"] = json!(true);
                    }
                } else {
                    set(&mut schema, "minimum", min.map(Value::from));
                }
                set(&mut schema, "maximum", max.map(Value::from));
                schema
            }
            Kind::Number { min, max } => {
                let mut schema = json!({"type": "number"});
                let number = |text: &String| serde_json::from_str(text).unwrap_or(Value::Null);
                set(&mut schema, "minimum", min.as_ref().map(number));
                set(&mut schema, "maximum", max.as_ref().map(number));
                schema
            }
            Kind::Bool => json!({"type": "boolean"}),
            Kind::Uuid => json!({"type": "string", "format": "uuid"}),
            Kind::Enum(values) if self.random.u8(..4) == 0 && values.len() > 1 => {
                json!({"oneOf": values.iter().map(|value| json!({"type": "string", "enum": [value]})).collect::<Vec<_>>()})
            }
            Kind::Enum(values) => json!({"type": "string", "enum": values}),
            Kind::NumberEnum(values) => json!({"type": "integer", "enum": values}),
            Kind::List { item, max } => {
                let mut schema = json!({"type": "array", "items": self.kind(item, is_request)});
                set(&mut schema, "maxItems", max.map(Value::from));
                schema
            }
            Kind::Map(item) => json!({"type": "object", "additionalProperties": self.kind(item, is_request)}),
            Kind::Object(fields) => self.object(fields, is_request),
        }
    }
}

fn insert(schema: &mut Value, value: &str) {
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(json!(value));
    } else {
        schema["enum"] = json!(["", "known"]);
    }
}

fn set(schema: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        schema[name] = value;
    }
}

fn merge(into: &mut Value, more: Value) {
    if let (Some(into), Value::Object(more)) = (into.as_object_mut(), more) {
        into.extend(more);
    }
}
