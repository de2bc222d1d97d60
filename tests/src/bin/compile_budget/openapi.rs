//! The declarations as an OpenAPI 3.0 document, which is what progenitor reads.

use freedompay_tests::compare::Failure;
use serde_json::{Map, Value, json};

use crate::crates::{REQUEST, RESPONSE};

/// A document of that many operations.
pub(crate) fn document(size: usize) -> Result<String, Failure> {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for at in 0..size {
        let body = |name: &str| {
            let schema = json!({ "$ref": format!("#/components/schemas/{name}{at}") });
            json!({ "description": "A response.", "content": { "application/json": { "schema": schema } } })
        };
        let mut request = body("Request");
        request["required"] = true.into();
        let operation = json!({
            "operationId": format!("call{at}"),
            "description": "A request.",
            "requestBody": request,
            "responses": { "200": body("Response") },
        });
        paths.insert(format!("/v5/partner/budget/call{at}"), json!({ "post": operation }));
        schemas.insert(format!("Request{at}"), object(&REQUEST));
        schemas.insert(format!("Response{at}"), object(&RESPONSE));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Budget", "version": "1.0.0" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    Ok(serde_json::to_string_pretty(&document)?)
}

fn object(fields: &[(&str, &str, bool)]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|(name, ty, _)| ((*name).to_owned(), described(ty))).collect();
    let required: Vec<&str> = fields.iter().filter(|(.., optional)| !optional).map(|(name, ..)| *name).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

/// Amounts become floats, which is what progenitor has for them.
fn described(ty: &str) -> Value {
    let mut schema = match ty {
        "Amount" => json!({ "type": "number" }),
        "u32" => json!({ "type": "integer", "format": "uint32" }),
        "u64" => json!({ "type": "integer", "format": "uint64" }),
        "bool" => json!({ "type": "boolean" }),
        "Uuid" => json!({ "type": "string", "format": "uuid" }),
        "Vec<String>" => json!({ "type": "array", "items": { "type": "string" } }),
        _ => json!({ "type": "string" }),
    };
    schema["description"] = "A field.".into();
    schema
}
