//! Schemas written down, each time in another of the ways that the specification has.

use serde_json::{Map, Value, json};

use crate::call::shows_schema;
use crate::kinds::{Kind, Property, Side};
use crate::twist::{self, Twist, WIDEST_LENGTH, WIDEST_NUMBER};
use crate::write::Writer;

impl Writer<'_> {
    /// Writes the schema of a whole message.
    pub(crate) fn whole(&mut self, fields: &[Property], is_request: bool) -> Value {
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
            let mut name = field.name.clone();
            if self.is_form && !is_request && field.twist.is_none() && self.random.u8(..4) == 0 {
                // The name of the element is another than that of the property.
                self.mark(&mut schema, "xml");
                schema["xml"] = json!({"name": name});
                name = format!("of_{name}");
            }
            properties.insert(name.clone(), schema);
            if field.twist == Some(Twist::MisspeltRequired) {
                name.pop();
                required.push(json!(name));
            } else if field.required && field.twist != Some(Twist::RequiredHere) {
                required.push(json!(name));
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
    pub(crate) fn component(&mut self, schema: Value) -> Value {
        let name = format!("Part{}", self.schemas.len());
        self.schemas.insert(name.clone(), schema);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    /// Writes the schema of a field in one of many ways.
    pub(crate) fn schema(&mut self, field: &Property, is_request: bool) -> Value {
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
            Twist::Keyword(at) => {
                let (name, value) = twist::KEYWORDS[at];
                schema[name] = serde_json::from_str(value).unwrap_or_default();
            }
            Twist::OnlyTrue if self.is_31 && self.random.bool() => schema["const"] = json!(true),
            Twist::OnlyTrue => schema["enum"] = json!([true]),
            Twist::NoReference => schema["$ref"] = json!(5),
            Twist::RequiredHere => schema["required"] = json!(true),
            Twist::Deprecated => schema["deprecated"] = json!(true),
            Twist::Discriminator => schema["discriminator"] = json!({"propertyName": "kind"}),
            Twist::BothSides => {
                schema["readOnly"] = json!(true);
                schema["writeOnly"] = json!(true);
            }
            Twist::NullText => schema["nullable"] = json!("true"),
            Twist::LimitedItems => {
                if let Some(items) = schema.get_mut("items") {
                    items["multipleOf"] = json!(7);
                }
            }
            Twist::YesOrNo => schema["enum"] = json!(["Y", "N"]),
            Twist::Alternatives => {
                let (name, least, most) = match schema["type"].as_str() {
                    Some("string") => ("maxLength", 70, WIDEST_LENGTH),
                    _ => ("maximum", 6000, WIDEST_NUMBER),
                };
                let (mut one, mut other) = (schema.clone(), schema.clone());
                one[name] = json!(least);
                other[name] = json!(most);
                *schema = json!({"oneOf": [one, other]});
            }
            Twist::SampleLacks
            | Twist::SampleBeyond
            | Twist::SampleOfACard
            | Twist::OnlyEmpty
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
