//! `application/x-www-form-urlencoded`, with bracket names for nested data.

use super::{WireError, nest, utf8};
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

/// Parses a form body or a query string.
///
/// # Errors
/// If it is not UTF-8, has too many fields, or is nested too deep.
pub fn parse(bytes: &[u8]) -> Result<Tree, WireError> {
    utf8(bytes)?;
    let mut pairs = Vec::with_capacity(bytes.iter().filter(|byte| **byte == b'&').take(nest::MAX_FIELDS).count() + 1);
    pairs.extend(form_urlencoded::parse(bytes).take(nest::MAX_FIELDS + 1));
    let message = nest::build(&pairs)?;
    if message.holds('\u{fffd}') {
        return Err(WireError::new("a field is not UTF-8 after percent-decoding"));
    }
    Ok(message)
}
