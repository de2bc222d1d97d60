//! Inputs from outside, made out of bytes: what a fuzzer mutates, and what the tests draw from a seed, are the same.

pub mod checks;
pub mod corpus;

use freedompay::Value;

/// Decisions out of a run of bytes. At the end of the bytes every decision is the first.
#[derive(Clone, Debug)]
pub struct Source<'a>(&'a [u8]);

impl<'a> Source<'a> {
    /// Decisions out of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `end`, which is at most 256.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    /// One of these.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    /// A text of up to 12 letters that matter: separators of every wire, quotes, signs of other alphabets.
    pub fn text(&mut self) -> String {
        const LETTERS: [char; 32] = [
            'a', 'b', 'Z', '0', '1', '9', ' ', ';', '&', '=', '+', '%', '<', '>', '"', '\'', '[', ']', '{', '}', '\\',
            '/', '?', '#', '.', ',', '-', '_', 'ж', 'қ', '€', '🙂',
        ];
        let length = self.below(13);
        (0..length).map(|_| LETTERS.get(self.below(LETTERS.len())).copied().unwrap_or('a')).collect()
    }

    /// The name of a field: letters that no wire gives a meaning.
    pub fn name(&mut self) -> String {
        const NAMES: [&str; 12] = [
            "pg_amount",
            "pg_order_id",
            "pg_salt",
            "order",
            "Order",
            "a",
            "ab",
            "a1",
            "a10",
            "pg_param1",
            "count",
            "z",
        ];
        self.one(&NAMES).to_owned()
    }

    /// A message of texts, lists of messages and nested messages, as form and XML can carry them. No name comes twice in
    /// one map, and none is `pg_sig`.
    pub fn message(&mut self) -> Value {
        self.map(2)
    }

    fn map(&mut self, depth: usize) -> Value {
        let count = 1 + self.below(6);
        let mut members: Vec<(String, Value)> = Vec::new();
        for _ in 0..count {
            let name = self.name();
            if members.iter().any(|(taken, _)| *taken == name) {
                continue;
            }
            let value = match (depth, self.below(6)) {
                (0, _) | (_, 0..=3) => Value::Text(self.text()),
                (_, 4) => self.map(depth - 1),
                _ => {
                    let length = 1 + self.below(4);
                    Value::List((0..length).map(|_| self.map(depth - 1)).collect())
                }
            };
            members.push((name, value));
        }
        Value::Map(members)
    }

    /// Returns the remaining bytes.
    pub fn rest(self) -> &'a [u8] {
        self.0
    }
}
