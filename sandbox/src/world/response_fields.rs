//! The fields of a response, and responses that are kept to be sent again.

use freedompay::Value;
use freedompay_runtime::tree::Tree;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::clock::utc;
use super::errors::ErrorCode;

/// Response values by wire name. The response's table decides their order and type; fields that it does not name are left
/// out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ResponseFields(Vec<(String, Value)>);

impl ResponseFields {
    /// Starts a successful response of a form API.
    pub(crate) fn ok(now: Timestamp) -> Self {
        Self::default().with("pg_status", "ok").with("pg_datetime", utc(now))
    }

    /// Adds a field.
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), Value::Text(value.to_string())));
        self
    }

    /// Adds a field if it has a value.
    pub(crate) fn maybe(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds `1` or `0`.
    pub(crate) fn flag(self, name: &str, value: bool) -> Self {
        self.with(name, u8::from(value))
    }

    /// Adds a list of objects.
    pub(crate) fn list(mut self, name: &str, items: impl IntoIterator<Item = ResponseFields>) -> Self {
        self.0.push((name.to_owned(), Value::List(items.into_iter().map(ResponseFields::into_value).collect())));
        self
    }

    /// Adds an object.
    pub(crate) fn object(mut self, name: &str, members: ResponseFields) -> Self {
        self.0.push((name.to_owned(), members.into_value()));
        self
    }

    /// Adds a value of any shape.
    pub(crate) fn value(mut self, name: &str, value: Value) -> Self {
        self.0.push((name.to_owned(), value));
        self
    }

    /// Returns the fields as a message.
    pub(crate) fn tree(self) -> Tree {
        // Maps of texts, a few levels deep, always fit.
        Tree::from_serialize(&self.into_value()).unwrap_or_else(|_| Tree::empty())
    }

    fn into_value(self) -> Value {
        Value::Map(self.0)
    }
}

/// The response that a request got; the same request gets it again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredResponse {
    /// The payment that the request was about, if it was accepted.
    pub(crate) payment: Option<u64>,
    #[serde(rename = "answer")]
    pub(crate) result: Result<ResponseFields, ErrorCode>,
}
