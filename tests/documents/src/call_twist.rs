//! The ways in which a call as a whole is described wrongly, and what a reader has to name of each.

use serde_json::{Map, Value, json};

use crate::call::{Call, Place};

/// What is wrong about a call as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallTwist {
    /// A sample that cannot be parsed.
    BrokenSample,
    /// Two successes with different schemas.
    TwoSuccesses,
    /// A reference to nothing: the call must be refused.
    BrokenReference,
    /// A required cookie: the call must be refused.
    Cookie,
    /// A query in the path.
    FixedQuery,
    /// A list that is repeated in the query.
    RepeatedQuery,
    /// An error with fields that errors of its API do not have.
    ForeignError,
    /// Other media types of the body and the response, with other schemas.
    OtherMedia,
    /// A parameter that is listed twice, the second time differently.
    ListedTwice,
    /// A header that a client sets, with another value or as a requirement.
    SetHeader(usize),
    /// A path parameter in a style of its own.
    PathStyle,
    /// `required: "true"`.
    RequiredText,
    /// A server with a query.
    ServerQuery,
    /// A server with another path for another value of its variable.
    ServerChoice,
    /// A server with a variable that its URL does not have.
    ServerUnused,
    /// An object instead of the list of servers.
    ServersObject,
    /// An object instead of the list of parameters.
    ParametersObject,
    /// A list instead of the object of responses.
    ResponsesList,
    /// A text instead of the list of tags.
    TagText,
}

/// Headers that a client sets, with schemas that it does not obey.
const HEADERS: [(&str, &str); 5] = [
    ("Host", r#"{"type": "string"}"#),
    ("Connection", r#"{"type": "string", "enum": ["close"]}"#),
    ("Accept", r#"{"type": "string", "enum": ["application/pdf"]}"#),
    ("Content-Type", r#"{"type": "string", "default": "text/plain"}"#),
    ("Authorization", r#"{"type": "string"}"#),
];

impl CallTwist {
    /// All of them.
    pub(crate) const ALL: [CallTwist; 23] = [
        CallTwist::BrokenSample,
        CallTwist::TwoSuccesses,
        CallTwist::BrokenReference,
        CallTwist::Cookie,
        CallTwist::FixedQuery,
        CallTwist::RepeatedQuery,
        CallTwist::ForeignError,
        CallTwist::OtherMedia,
        CallTwist::ListedTwice,
        CallTwist::SetHeader(0),
        CallTwist::SetHeader(1),
        CallTwist::SetHeader(2),
        CallTwist::SetHeader(3),
        CallTwist::SetHeader(4),
        CallTwist::PathStyle,
        CallTwist::RequiredText,
        CallTwist::ServerQuery,
        CallTwist::ServerChoice,
        CallTwist::ServerUnused,
        CallTwist::ServersObject,
        CallTwist::ParametersObject,
        CallTwist::ResponsesList,
        CallTwist::TagText,
    ];

    /// Returns whether a call can be wrong in this way.
    pub(crate) fn applies(self, call: &Call) -> bool {
        match self {
            CallTwist::ListedTwice | CallTwist::ParametersObject => !call.parameters.is_empty(),
            CallTwist::OtherMedia => !call.body.is_empty(),
            CallTwist::PathStyle => call.parameters.iter().any(|(place, _)| *place == Place::Path),
            CallTwist::RequiredText => call.parameters.iter().any(|(_, property)| property.required),
            _ => true,
        }
    }

    /// Lists what a reader has to name: a place, empty for any, and a word of the document.
    pub(crate) fn named(self, call: &Call) -> Vec<(String, String)> {
        let of = |is_meant: &dyn Fn(Place, bool) -> bool| {
            let found = call.parameters.iter().find(|(place, property)| is_meant(*place, property.required));
            found.map_or_else(String::new, |(_, property)| format!("request.{}", property.name))
        };
        let place = match self {
            CallTwist::ListedTwice => of(&|_, _| true),
            CallTwist::PathStyle => of(&|place, _| place == Place::Path),
            CallTwist::RequiredText => of(&|_, required| required),
            _ => String::new(),
        };
        let words: &[&str] = match self {
            CallTwist::BrokenReference | CallTwist::Cookie => &[],
            CallTwist::BrokenSample => &["is not readable JSON"],
            CallTwist::TwoSuccesses => &["`202`", "`error_only`"],
            CallTwist::FixedQuery => &["`fixed=1`"],
            CallTwist::RepeatedQuery => &["`repeated`"],
            CallTwist::ForeignError => &["`400`", "`error_only`"],
            CallTwist::OtherMedia => &["`text/xml`", "`text/plain`"],
            CallTwist::ListedTwice => &["`schema`"],
            CallTwist::SetHeader(at) => &[HEADERS[at].0],
            CallTwist::PathStyle => &["`matrix`"],
            CallTwist::RequiredText => &["`required`"],
            CallTwist::ServerQuery => &["`?trace=1`"],
            CallTwist::ServerChoice => &["`base`"],
            CallTwist::ServerUnused => &["`unused`"],
            CallTwist::ServersObject => &["`servers`"],
            CallTwist::ParametersObject => &["`parameters`"],
            CallTwist::ResponsesList => &["`responses`"],
            CallTwist::TagText => &["`tags`"],
        };
        words.iter().map(|word| (place.clone(), (*word).to_owned())).collect()
    }

    /// Makes the written operation wrong. Its servers begin its path with this one.
    pub(crate) fn apply(self, operation: &mut Value, base: &str) {
        let parameters = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        let added = |one: Value| Value::Array(parameters.iter().cloned().chain([one]).collect());
        let changed = |is_meant: &dyn Fn(&Value) -> bool, name: &str, value: Value| {
            let mut list = parameters.clone();
            if let Some(one) = list.iter_mut().find(|one| is_meant(one)) {
                one[name] = value;
            }
            Value::Array(list)
        };
        let string = json!({"type": "string"});
        match self {
            CallTwist::Cookie => {
                let cookie = json!({"name": "session", "in": "cookie", "required": true, "schema": string});
                operation["parameters"] = added(cookie);
            }
            CallTwist::RepeatedQuery => {
                let schema = json!({"type": "array", "items": string});
                operation["parameters"] = added(json!({"name": "repeated", "in": "query", "schema": schema}));
            }
            CallTwist::ListedTwice => {
                let mut twin = parameters.first().cloned().unwrap_or_default();
                twin["schema"] = json!({"type": "string", "maxLength": 77});
                operation["parameters"] = added(twin);
            }
            CallTwist::SetHeader(at) => {
                let (name, schema) = HEADERS[at];
                let schema: Value = serde_json::from_str(schema).unwrap_or_default();
                operation["parameters"] =
                    added(json!({"name": name, "in": "header", "required": true, "schema": schema}));
            }
            CallTwist::PathStyle => {
                operation["parameters"] = changed(&|one| one["in"] == "path", "style", json!("matrix"));
            }
            CallTwist::RequiredText => {
                operation["parameters"] = changed(&|one| one["required"] == true, "required", json!("true"));
            }
            CallTwist::ServerQuery => operation["servers"] = json!([{"url": format!("{base}?trace=1")}]),
            CallTwist::ServerChoice => {
                let base = base.trim_matches('/');
                let variable = json!({"default": base, "enum": [base, "v9"]});
                operation["servers"] =
                    json!([{"url": "https://api.example.com/{base}", "variables": {"base": variable}}]);
            }
            CallTwist::ServerUnused => {
                operation["servers"] = json!([{"url": base, "variables": {"unused": {"default": "x"}}}]);
            }
            CallTwist::ServersObject => operation["servers"] = json!({"production": {"url": base}}),
            CallTwist::ParametersObject => {
                let members = parameters.into_iter().enumerate().map(|(at, one)| (format!("p{at}"), one));
                operation["parameters"] = Value::Object(members.collect());
            }
            CallTwist::ResponsesList => {
                let all = operation.get("responses").and_then(Value::as_object).cloned().unwrap_or_default();
                let alone = |(key, one): (String, Value)| Value::Object(Map::from_iter([(key, one)]));
                operation["responses"] = Value::Array(all.into_iter().map(alone).collect());
            }
            CallTwist::TagText => operation["tags"] = json!("Notes"),
            // The writer makes these.
            CallTwist::BrokenSample
            | CallTwist::TwoSuccesses
            | CallTwist::BrokenReference
            | CallTwist::FixedQuery
            | CallTwist::ForeignError
            | CallTwist::OtherMedia => {}
        }
    }
}
