//! What an answer has to say.

use freedompay::Value;
use freedompay_runtime::tree::Tree;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::clock::utc;

/// Values by wire name. The answer's table decides their order and kind; what it does not name is left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Facts(Vec<(String, Value)>);

impl Facts {
    /// Of a good answer of a form API.
    pub(crate) fn ok(now: Timestamp) -> Self {
        Self::default().with("pg_status", "ok").with("pg_datetime", utc(now))
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), Value::Text(value.to_string())));
        self
    }

    pub(crate) fn maybe(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(crate) fn flag(self, name: &str, value: bool) -> Self {
        self.with(name, u8::from(value))
    }

    pub(crate) fn list(mut self, name: &str, items: impl IntoIterator<Item = Facts>) -> Self {
        self.0.push((name.to_owned(), Value::List(items.into_iter().map(Facts::into_value).collect())));
        self
    }

    pub(crate) fn object(mut self, name: &str, members: Facts) -> Self {
        self.0.push((name.to_owned(), members.into_value()));
        self
    }

    pub(crate) fn value(mut self, name: &str, value: Value) -> Self {
        self.0.push((name.to_owned(), value));
        self
    }

    pub(crate) fn tree(self) -> Tree {
        // Maps of texts, a few levels deep, always fit.
        Tree::from_serialize(&self.into_value()).unwrap_or_else(|_| Tree::empty())
    }

    fn into_value(self) -> Value {
        Value::Map(self.0)
    }
}
