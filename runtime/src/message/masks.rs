//! Masks the keys and card numbers in everything that is shown, even where a caller sent one as a value.

use crate::message::redact;
use crate::secret::{MASK, Secret};
use crate::tree::Value;

/// Shorter keys are masked as whole values only: their letters occur in every text.
const SEARCHABLE: usize = 6;

/// The keys that must not be shown.
#[derive(Clone)]
pub struct Masks<'a>(Vec<&'a Secret>);

impl<'a> Masks<'a> {
    /// Masks these keys, the longer of two before a part of it.
    pub fn of(keys: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut keys: Vec<&Secret> = keys.into_iter().collect();
        keys.sort_by_key(|key| std::cmp::Reverse(key.expose_secret().len()));
        Self(keys)
    }

    /// Masks the keys and what can be a card number in a text.
    pub fn text(&self, text: &str) -> String {
        let mut shown = redact::text(text).into_owned();
        for key in &self.0 {
            let key = key.expose_secret();
            if shown == key {
                MASK.clone_into(&mut shown);
            } else if key.len() >= SEARCHABLE && shown.contains(key) {
                shown = shown.replace(key, MASK);
            }
        }
        shown
    }

    /// Masks the keys in all names and values.
    pub fn value(&self, value: Value) -> Value {
        match value {
            Value::Text(text) => Value::Text(self.text(&text)),
            // A number stays a number unless a key is in it.
            Value::Number(text) => {
                let shown = self.text(&text);
                if shown == text { Value::Number(text) } else { Value::Text(shown) }
            }
            Value::List(items) => Value::List(items.into_iter().map(|item| self.value(item)).collect()),
            Value::Map(members) => {
                Value::Map(members.into_iter().map(|(name, value)| (self.text(&name), self.value(value))).collect())
            }
            other => other,
        }
    }
}
