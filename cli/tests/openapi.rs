//! The OpenAPI documents: valid for independent validators, and complete.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::collections::{BTreeMap, BTreeSet};

use program::program;
use serde_json::Value;

const APIS: [&str; 6] = ["partner", "card", "gateway_async", "merchant_invoice", "merchant", "gateway"];

fn run(args: &[&str]) -> String {
    let output = program(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn document(area: Option<&str>) -> Value {
    let mut args = vec!["openapi", "--format", "json"];
    args.extend(area.iter().flat_map(|area| ["--api", area]));
    serde_json::from_str(&run(&args)).unwrap()
}

/// Returns the document of all APIs, then that of each one.
fn documents() -> Vec<Value> {
    std::iter::once(None).chain(APIS.map(Some)).map(document).collect()
}

#[test]
fn they_are_valid_to_the_official_schema() {
    let schema = serde_json::from_str(include_str!("openapi_schema/schema-2022-10-07.json")).unwrap();
    let judge = jsonschema::validator_for(&schema).unwrap();
    assert!(!judge.is_valid(&serde_json::json!({"openapi": "3.1.0", "paths": {}})), "the judge judges");
    for document in documents() {
        let mistakes: Vec<String> =
            judge.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(mistakes.is_empty(), "{}: {mistakes:#?}", document["info"]["title"]);
    }
}

#[test]
fn schemas_are_valid_and_examples_fit_them() {
    let document = document(None);
    let mut examples = 0;
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if let Err(e) = jsonschema::meta::validate(schema) {
            panic!("{name}: {e}");
        }
        each_schema(schema, &mut |schema| {
            let Some(given) = schema["examples"].as_array() else { return };
            let judge = jsonschema::validator_for(schema).unwrap();
            for example in given {
                examples += 1;
                if let Err(e) = judge.validate(example) {
                    panic!("{name}: {e} in {schema}");
                }
            }
        });
    }
    assert!(examples > 500, "{examples}");
}

fn each_schema(schema: &Value, visit: &mut impl FnMut(&Value)) {
    visit(schema);
    for property in schema["properties"].as_object().into_iter().flat_map(|map| map.values()) {
        each_schema(property, visit);
    }
    for inner in ["items", "additionalProperties"] {
        if schema[inner].is_object() {
            each_schema(&schema[inner], visit);
        }
    }
}

#[test]
fn a_reader_of_openapi_reads_them() {
    for document in documents() {
        let spec =
            oas3::from_json(document.to_string()).unwrap_or_else(|e| panic!("{}: {e}", document["info"]["title"]));
        let operations = spec.operations().count();
        let declared: usize = document["paths"].as_object().unwrap().values().map(|item| methods(item).count()).sum();
        assert_eq!(operations, declared);
        for (path, _, operation) in spec.operations() {
            operation.parameters(&spec).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert!(operation.operation_id.is_some(), "{path}");
        }
    }
}

#[test]
fn the_format_is_yaml_unless_it_is_json_and_always_the_same() {
    let yaml = run(&["openapi"]);
    assert!(yaml.starts_with("---\nopenapi: \"3.1.0\"\n"), "{yaml}");
    assert_eq!(yaml, run(&["openapi", "--format", "yaml"]));
    let json = run(&["openapi", "--format", "json"]);
    assert_eq!(json, run(&["openapi", "--format", "json"]));
    // Digits are exact in both.
    assert!(json.contains("\"minimum\": 0.01") && json.contains("25.00"), "{json}");
    assert!(yaml.contains("minimum: 0.01") && yaml.contains("- 25.00"), "{yaml}");
}

fn methods(item: &Value) -> impl Iterator<Item = (&String, &Value)> {
    item.as_object().unwrap().iter().filter(|(name, _)| *name != "servers")
}

/// Lists the facts about every operation: its own extensions, or its entry in a list of several.
fn facts_by_id(document: &Value) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut facts_by_id = BTreeMap::new();
    let mut add = |id: &Value, facts: BTreeMap<String, Value>| {
        let id = id.as_str().unwrap().to_owned();
        assert!(facts_by_id.insert(id.clone(), facts).is_none(), "{id} is there twice");
    };
    let entry = |entry: &Value| -> BTreeMap<String, Value> {
        entry.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods(item) {
            if let Some(several) = operation["x-freedompay-operations"].as_array() {
                assert!(several.len() > 1);
                for one in several {
                    assert_eq!(one["path"], **path);
                    add(&one["id"], entry(one));
                }
                continue;
            }
            let mut facts: BTreeMap<String, Value> = own(operation);
            facts.insert("path".to_owned(), path.as_str().into());
            facts.insert("method".to_owned(), method.to_uppercase().into());
            add(&operation["operationId"], facts);
        }
    }
    for (id, item) in document["webhooks"].as_object().into_iter().flatten() {
        for (method, operation) in methods(item) {
            let mut facts = own(operation);
            facts.insert("method".to_owned(), method.to_uppercase().into());
            add(&id.as_str().into(), facts);
        }
    }
    for one in document["x-freedompay-awaiting-documentation"].as_array().into_iter().flatten() {
        add(&one["id"], entry(one));
    }
    facts_by_id
}

fn own(operation: &Value) -> BTreeMap<String, Value> {
    let members = operation.as_object().unwrap().iter();
    let own = members.filter_map(|(name, value)| Some((name.strip_prefix("x-freedompay-")?.to_owned(), value.clone())));
    own.chain([("description".to_owned(), operation["description"].clone())]).collect()
}

#[test]
fn nothing_of_the_tables_is_lost() {
    let document = document(None);
    let facts_by_id = facts_by_id(&document);
    let tables: Value = serde_json::from_str(&run(&["endpoints", "--format", "json"])).unwrap();
    let tables = tables.as_array().unwrap();
    assert_eq!(facts_by_id.len(), tables.len());
    let schemas = &document["components"]["schemas"];
    for endpoint in tables {
        let id = endpoint["id"].as_str().unwrap();
        let is_awaiting = endpoint["status"] == "awaiting-documentation";
        let facts = facts_by_id.get(id).unwrap_or_else(|| panic!("{id} is missing"));
        let same = [
            ("uri", "path"),
            ("method", "method"),
            ("auth", "auth"),
            ("wire", "wire"),
            ("effect", "effect"),
            ("status", "status"),
            ("reason", "reason"),
            ("recover", "recover"),
            ("no_recover", "no-recover"),
            ("idempotency", "idempotency"),
            ("action", "action"),
            ("script", "script"),
            ("source", "source"),
            ("since", "since"),
            ("summary", "description"),
        ];
        for (ours, theirs) in same {
            let theirs = facts.get(theirs).filter(|value| !value.is_null());
            let ours = endpoint.get(ours).filter(|value| !value.is_null() && **value != "");
            // The list omits some facts of an undocumented call.
            assert!(ours == theirs || (ours.is_none() && is_awaiting), "{id}: {ours:?} {theirs:?}");
        }
        if is_awaiting {
            continue;
        }
        let (in_body, elsewhere): (Vec<&Value>, Vec<&Value>) = endpoint["request"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .partition(|field| field.get("in").is_none() && endpoint["method"] != "GET");
        let mut added: Vec<&str> =
            endpoint["request"]["added_by_client"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
        if endpoint["direction"] == "callback" {
            added = vec!["pg_salt", "pg_sig"];
        }
        if endpoint["method"] != "GET" {
            same_fields(id, &in_body, &added, &schemas[format!("{id}.request")]);
        }
        let parameters = &document["paths"][endpoint["uri"].as_str().unwrap()]
            [endpoint["method"].as_str().unwrap().to_lowercase()]["parameters"];
        for field in elsewhere {
            let parameter = parameters.as_array().unwrap().iter().find(|p| p["name"] == field["name"]).unwrap();
            assert_eq!(parameter["in"], *field.get("in").unwrap_or(&"query".into()), "{id}");
            let mut schema = parameter["schema"].clone();
            schema["description"] = parameter["description"].clone();
            same_field(id, field, &schema);
        }
        let answer: Vec<&Value> = endpoint["response"]["fields"].as_array().unwrap().iter().collect();
        let signed: &[&str] = if endpoint["wire"] == "form" { &["pg_salt", "pg_sig"] } else { &[] };
        let schema = &schemas[format!("{id}.answer")];
        let is_list = schema["type"] == "array";
        if !answer.is_empty() {
            same_fields(id, &answer, signed, if is_list { &schema["items"] } else { schema });
        }
    }
}

fn same_fields(id: &str, fields: &[&Value], added: &[&str], schema: &Value) {
    let empty = serde_json::Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let list_of = |list: &Value| -> BTreeSet<String> {
        list.as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let ordinary = fields.iter().filter(|field| field["name"] != "*");
    let added = added.iter().map(|name| (*name).to_owned());
    let expected: BTreeSet<String> =
        ordinary.clone().map(|field| field["name"].as_str().unwrap().to_owned()).chain(added.clone()).collect();
    assert_eq!(properties.keys().cloned().collect::<BTreeSet<_>>(), expected, "{id}");
    let required = ordinary.clone().filter(|field| field["required"] == true);
    let required = required.map(|field| field["name"].as_str().unwrap().to_owned()).chain(added).collect();
    assert_eq!(list_of(&schema["required"]), required, "{id}");
    assert_eq!(fields.iter().any(|field| field["name"] == "*"), schema.get("additionalProperties").is_some(), "{id}");
    for field in ordinary {
        same_field(id, field, &properties[field["name"].as_str().unwrap()]);
    }
}

fn same_field(id: &str, field: &Value, schema: &Value) {
    let at = format!("{id} {} {schema}", field["name"]);
    let is_list = field["type"] == "array";
    let (least, most) = if is_list { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    for (ours, theirs) in [("min_length", least), ("max_length", most), ("summary", "description")] {
        assert_eq!(field.get(ours), schema.get(theirs), "{at}");
    }
    for (ours, theirs) in [("min", "minimum"), ("max", "maximum")] {
        // The range of a Rust type that is not a standard integer becomes limits.
        assert!(field.get(ours).is_none() || field.get(ours) == schema.get(theirs), "{at}");
    }
    let pattern = field.get("pattern").map(|pattern| format!("^(?:{})$", pattern.as_str().unwrap()));
    assert_eq!(pattern.as_deref(), schema.get("pattern").and_then(Value::as_str), "{at}");
    if let Some(ours) = field.get("example").and_then(Value::as_str) {
        let theirs = &schema["examples"][0];
        let theirs = theirs.as_str().map_or_else(|| theirs.to_string(), str::to_owned);
        // serde_json keeps the value of a number, not its digits.
        let exact = |text: &str| text.parse::<freedompay::Amount>();
        assert!(ours == theirs || exact(ours).is_ok_and(|ours| exact(&theirs) == Ok(ours)), "{at}");
    }
    assert_eq!(field["secret"] == true, schema["x-freedompay-secret"] == true, "{at}");
    let of_values = if is_list { &schema["items"] } else { schema };
    if let Some(known) = field["known_values"].as_array() {
        let values = of_values["anyOf"][0]["enum"].as_array().unwrap();
        let values: Vec<Value> =
            values.iter().map(|v| if v.is_string() { v.clone() } else { v.to_string().into() }).collect();
        assert_eq!(*known, values, "{at}");
    } else if !matches!(field["type"].as_str(), Some("any" | "boolean")) {
        assert_eq!(field["type"], schema["type"], "{at}");
    }
    if let Some(fields) = field["fields"].as_array() {
        same_fields(id, &fields.iter().collect::<Vec<_>>(), &[], of_values);
    }
}
