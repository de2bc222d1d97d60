//! `multipart/form-data`, the documented encoding of the form APIs.
//!
//! Read here and not by `multer`, the kept parser of the field: it takes an asynchronous stream, looks for `filename` inside of
//! quoted names, too, and does not know a parameter in another case.

use std::borrow::Cow;

use super::parameters::Parameters;
use super::{WireError, nest, utf8, without_mark};
use crate::tree::{Ref, Tree};

/// Media type.
pub const MEDIA_TYPE: &str = "multipart/form-data";

/// Writes a message. The boundary must not occur in a value; random ones do not.
pub(crate) fn encode_members(message: Ref<'_>, keep: &dyn Fn(&str) -> bool, boundary: &str) -> Vec<u8> {
    let mut out = String::with_capacity(1024);
    nest::flatten(message, keep, &mut |name, value| {
        out.push_str("--");
        out.push_str(boundary);
        out.push_str("\r\nContent-Disposition: form-data; name=\"");
        quote(name, &mut out);
        out.push_str("\"\r\n\r\n");
        out.push_str(value);
        out.push_str("\r\n");
    });
    out.push_str("--");
    out.push_str(boundary);
    out.push_str("--\r\n");
    out.into_bytes()
}

/// Escapes a name as in the HTML standard.
fn quote(name: &str, out: &mut String) {
    if !name.contains(['"', '\r', '\n']) {
        return out.push_str(name);
    }
    for c in name.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push(c),
        }
    }
}

fn unquote(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// Returns the boundary of a `multipart/form-data` content type. It cannot contain a quote.
pub fn boundary(content_type: &str) -> Option<&str> {
    let parameters = Parameters::of(content_type);
    match parameters.get("boundary") {
        Some(Cow::Borrowed(boundary)) if parameters.is(MEDIA_TYPE) && !boundary.is_empty() => Some(boundary),
        _ => None,
    }
}

/// Parses a body. Files are not part of this API and are rejected.
///
/// # Errors
/// If the parts are not well formed, not UTF-8, too many or nested too deep.
pub fn parse(bytes: &[u8], boundary: &str) -> Result<Tree, WireError> {
    let body = without_mark(utf8(bytes)?);
    let open = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(&open) {
        Some(rest) => rest,
        None => body.split_once(&between).map(|(_, rest)| rest).ok_or_else(|| bad("its first boundary is missing"))?,
    };
    let mut pairs = Vec::new();
    loop {
        if rest.starts_with("--") {
            return nest::build(&pairs);
        }
        // Gateways may pad a boundary with spaces.
        let padded = rest.trim_start_matches([' ', '\t']);
        let part = padded.strip_prefix("\r\n").ok_or_else(|| bad("a boundary is not followed by a line break"))?;
        let (part, next) = part.split_once(&between).ok_or_else(|| bad("its last boundary is missing"))?;
        let (headers, value) = part.split_once("\r\n\r\n").ok_or_else(|| bad("a part has no empty line"))?;
        pairs.push((field_name(headers)?, value));
        rest = next;
    }
}

fn field_name(headers: &str) -> Result<String, WireError> {
    let disposition = headers
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))
        .map(|(_, value)| Parameters::of(value))
        .ok_or_else(|| bad("a part has no Content-Disposition"))?;
    if ["filename", "filename*"].iter().any(|parameter| disposition.get(parameter).is_some()) {
        return Err(bad("a part is a file"));
    }
    let name = disposition.get("name").ok_or_else(|| bad("a part has no name, or its name does not end"))?;
    Ok(unquote(&name))
}

fn bad(reason: &str) -> WireError {
    WireError::new(format!("it is not valid multipart/form-data: {reason}"))
}
