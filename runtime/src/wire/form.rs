//! `application/x-www-form-urlencoded`, with bracket names for nested data.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{WireError, nest, utf8, without_mark};
use crate::tree::{Ref, Tree};

/// Media type.
pub const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// Writes a message; booleans as `1` and `0`.
pub fn encode(message: Ref<'_>) -> String {
    encode_members(message, &|_| true)
}

/// Writes the members that `keep` lets through.
pub(crate) fn encode_members(message: Ref<'_>, keep: &dyn Fn(&str) -> bool) -> String {
    let mut out = form_urlencoded::Serializer::new(String::with_capacity(256));
    nest::flatten(message, keep, &mut |name, value| {
        out.append_pair(name, value);
    });
    out.finish()
}

/// Parses a form body or a query string, with or without a byte order mark before it.
///
/// # Errors
/// If it is not UTF-8, has too many fields, or is nested too deep.
pub fn parse(bytes: &[u8]) -> Result<Tree, WireError> {
    let text = without_mark(utf8(bytes)?);
    let fields = || text.split('&').filter(|field| !field.is_empty());
    let mut pairs = Vec::with_capacity(fields().take(nest::MAX_FIELDS + 1).count());
    for field in fields().take(nest::MAX_FIELDS + 1) {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        pairs.push((decoded(name)?, decoded(value)?));
    }
    nest::build(&pairs)
}

/// Decodes a name or a value strictly. A replacement character that was encoded is a character like any other: a text may
/// have been damaged before it was signed, and is authentic all the same.
fn decoded(text: &str) -> Result<Cow<'_, str>, WireError> {
    if !text.contains(['+', '%']) {
        return Ok(text.into());
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    let decoded = decoded.map_err(|_| WireError::new("a field is not UTF-8 after percent-decoding"))?;
    Ok(decoded.into_owned().into())
}
