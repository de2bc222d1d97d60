//! The error of a message that does not fit a type.

use std::fmt;

use serde::de;

use crate::secret::Word;

/// Why a message could not be converted into a type, or a type into a message, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeError {
    path: String,
    message: String,
    misfit: Option<(u32, Misfit)>,
}

/// Why a node does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It is the empty object as PHP writes it.
    EmptyObject,
    /// It is of another kind than is wanted.
    Kind,
    /// Something of it is missing, or its text is not one of the type.
    Content,
}

impl TreeError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into(), misfit: None }
    }

    /// Adds the node that does not fit, unless one inside of it is known.
    pub(super) fn of_node(mut self, node: u32, why: Misfit) -> Self {
        self.misfit = self.misfit.or(Some((node, why)));
        self
    }

    /// Returns the node that does not fit, and why.
    pub(super) fn misfit(&self) -> Option<(u32, Misfit)> {
        self.misfit
    }

    /// Returns the path of the offending member, e.g. `pg_receipt_positions[0].price`; empty for the message itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the problem at that path. Never holds a received value.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Prepends a member to the path. Its name may be the other side's own.
    pub(crate) fn inside(mut self, name: &str) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{}{separator}{}", Word(name), self.path);
        self
    }

    /// Prepends a list index to the path.
    pub(super) fn at_item(mut self, at: usize) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("[{at}]{separator}{}", self.path);
        self
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.path, self.message) }
    }
}

impl std::error::Error for TreeError {}

impl serde::ser::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

impl de::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    /// Rewords the error: serde's own wording quotes the received value, which may be a card number.
    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}, found {}", shape(unexpected)))
    }

    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(format!("expected {expected}, found another {}", shape(unexpected)))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("expected one of {}", expected.join(", ")))
    }
}

fn shape(unexpected: de::Unexpected<'_>) -> &'static str {
    match unexpected {
        de::Unexpected::Bool(_) => "boolean",
        de::Unexpected::Unsigned(_) | de::Unexpected::Signed(_) | de::Unexpected::Float(_) => "number",
        de::Unexpected::Seq => "list",
        de::Unexpected::Map => "object",
        de::Unexpected::Unit | de::Unexpected::Option => "null",
        _ => "text",
    }
}
