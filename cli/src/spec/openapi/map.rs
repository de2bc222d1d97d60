//! JSON objects built member by member.

use freedompay::Value;

/// A JSON object under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Map(Vec<(String, Value)>);

impl Map {
    /// Starts an empty object.
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member.
    pub(super) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a text.
    pub(super) fn text(self, name: &str, text: &str) -> Self {
        self.set(name, text)
    }

    /// Adds a truth value if it is true.
    pub(super) fn flag(self, name: &str, holds: bool) -> Self {
        if holds { self.set(name, Value::Bool(true)) } else { self }
    }

    /// Adds a text unless it is `None`.
    pub(super) fn maybe(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Value::Map(map.0)
    }
}

/// Builds a list of texts.
pub(super) fn texts<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> Value {
    Value::List(values.into_iter().map(|value| Value::Text(value.as_ref().to_owned())).collect())
}

/// Builds a reference to a schema among the components.
pub(super) fn reference(name: &str) -> Value {
    Map::new().text("$ref", &pointer(name)).into()
}

/// Returns the JSON pointer to such a schema.
pub(super) fn pointer(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
