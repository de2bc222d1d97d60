//! What a mutation starts from: the declared response of an endpoint, and errors, as pieces that can be moved.

use freedompay::meta::{EndpointMeta, TypeMeta, Wire};
use freedompay::{Secret, Value};
use freedompay_runtime::wire::json;
use freedompay_tests::fixtures::{self, Fields};

use crate::plain;

pub(crate) const KEY: &str = "key-of-the-mutations";

/// A message in pieces: one for each member, the signature among them.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) before: &'static str,
    pub(crate) pieces: Vec<String>,
    pub(crate) between: &'static str,
    pub(crate) after: &'static str,
}

impl Message {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        format!("{}{}{}", self.before, self.pieces.join(self.between), self.after).into_bytes()
    }
}

/// Returns the declared response, about the request that is sent.
pub(crate) fn success(endpoint: &EndpointMeta) -> Message {
    message(endpoint, &success_value(endpoint))
}

/// Returns the members of the declared response.
pub(crate) fn success_value(endpoint: &EndpointMeta) -> Value {
    let mut response = fixtures::response(endpoint);
    if let (Value::Map(members), Value::Map(asked)) = (&mut response, fixtures::request(endpoint, Fields::Required)) {
        members.retain(|(name, _)| !name.contains("error") && !name.contains("failure"));
        for (name, value) in members.iter_mut() {
            if let Some((_, id)) = asked.iter().find(|(known, _)| known == name) {
                value.clone_from(id);
            }
        }
        if endpoint.api.wire == Wire::Form {
            members.retain(|(name, _)| name != "pg_status" && name != "pg_sig" && name != "pg_salt");
            members.push(("pg_status".to_owned(), Value::from("ok")));
        }
    }
    if matches!(endpoint.response, TypeMeta::Any) {
        let name = if endpoint.api.wire == Wire::Form { "pg_status" } else { "anything" };
        response = Value::Map(vec![(name.to_owned(), Value::from("ok"))]);
    }
    response
}

/// Returns an error in the documented shape of the API.
pub(crate) fn error(endpoint: &EndpointMeta, code: &str) -> Message {
    let text = |name: &str, value: &str| (name.to_owned(), Value::from(value));
    let members = match endpoint.api.errors.name {
        "pg" => {
            vec![text("pg_status", "error"), text("pg_error_code", code), text("pg_error_description", "no")]
        }
        "status" => {
            vec![text("status", "error"), text("error_code", code), text("error_description", "no")]
        }
        _ => {
            let error = Value::Map(vec![text("code", code), text("description", "no")]);
            vec![text("status", "error"), ("error".to_owned(), error)]
        }
    };
    message(endpoint, &Value::Map(members))
}

/// Writes a message, signed where the API signs.
pub(crate) fn message(endpoint: &EndpointMeta, value: &Value) -> Message {
    let json = |value: &Value| String::from_utf8(json::encode(fixtures::tree(value).unwrap().root())).unwrap();
    match (endpoint.api.wire, value) {
        (Wire::Form, Value::Map(members)) => {
            let mut pieces: Vec<String> = members.iter().map(|(name, value)| element(name, value)).collect();
            pieces.push("<pg_salt>salt</pg_salt>".to_owned());
            let message = Message { before: "<response>", pieces, between: "", after: "</response>" };
            sign(endpoint, message)
        }
        (Wire::Json, Value::Map(members)) => {
            let piece = |(name, value): &(String, Value)| format!("\"{name}\":{}", json(value));
            Message { before: "{", pieces: members.iter().map(piece).collect(), between: ",", after: "}" }
        }
        (Wire::Json, Value::List(items)) => {
            Message { before: "[", pieces: items.iter().map(json).collect(), between: ",", after: "]" }
        }
        (_, other) => panic!("{}: {other:?}", endpoint.id),
    }
}

fn element(name: &str, value: &Value) -> String {
    let inner = match value {
        Value::List(items) => return items.iter().map(|item| element(name, item)).collect(),
        Value::Map(members) => members.iter().map(|(name, value)| element(name, value)).collect(),
        other => other.as_text().unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;"),
    };
    format!("<{name}>{inner}</{name}>")
}

fn sign(endpoint: &EndpointMeta, mut message: Message) -> Message {
    let signature = plain::pg_sig(endpoint.script_name(), &plain::xml(&message.bytes()).unwrap(), KEY);
    let tree = freedompay_runtime::wire::xml::parse(&message.bytes()).unwrap();
    let by_library = freedompay_runtime::sign::pg_sig::sign(endpoint.script_name(), tree.root(), &Secret::new(KEY));
    assert_eq!(signature, by_library, "{}: the plain rule and the library's differ", endpoint.id);
    message.pieces.push(format!("<pg_sig>{signature}</pg_sig>"));
    message
}
