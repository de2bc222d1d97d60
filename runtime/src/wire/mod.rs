//! The wire formats, each a codec between bytes and a [`Tree`](crate::tree::Tree).

pub mod form;
pub mod json;
pub mod multipart;
mod nest;
pub(crate) mod parameters;
pub mod xml;

use std::fmt;

/// Deepest nesting accepted from outside; documented messages need four.
pub(crate) const MAX_DEPTH: usize = 32;

/// Bytes that are not a message of their format. Names the problem and its place, never the received text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    message: String,
}

impl WireError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WireError {}

pub(crate) fn too_deep() -> WireError {
    WireError::new(format!("it is nested more than {MAX_DEPTH} levels deep"))
}

pub(crate) fn too_large() -> WireError {
    WireError::new("it is larger than the maximum size of a message")
}

/// Removes the byte order mark before a text. Scripts and editors put it there by mistake; it is part of no format here.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Checks that bytes are UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, WireError> {
    std::str::from_utf8(bytes).map_err(|e| WireError::new(format!("it is not UTF-8 from byte {} on", e.valid_up_to())))
}
