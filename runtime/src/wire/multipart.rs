//! `multipart/form-data`, the documented encoding of the form APIs.

use super::{WireError, nest, utf8};
use crate::tree::{Ref, Tree};

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

/// Returns the boundary of a `multipart/form-data` content type.
pub fn boundary(content_type: &str) -> Option<&str> {
    let (media, parameters) = content_type.split_once(';')?;
    if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("boundary") && !value.is_empty()).then_some(value)
    })
}

/// Parses a body. Files are not part of this API and are rejected.
///
/// # Errors
/// If the parts are not well formed, not UTF-8, too many or nested too deep.
pub fn parse(bytes: &[u8], boundary: &str) -> Result<Tree, WireError> {
    let body = utf8(bytes)?;
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
        let part = rest.strip_prefix("\r\n").ok_or_else(|| bad("a boundary is not followed by a line break"))?;
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
        .map(|(_, value)| value)
        .ok_or_else(|| bad("a part has no Content-Disposition"))?;
    if disposition.contains("filename") {
        return Err(bad("a part is a file"));
    }
    let (_, name) = disposition.split_once("name=\"").ok_or_else(|| bad("a part has no name"))?;
    let (name, _) = name.split_once('"').ok_or_else(|| bad("the name of a part does not end"))?;
    Ok(unquote(name))
}

fn bad(reason: &str) -> WireError {
    WireError::new(format!("it is not valid multipart/form-data: {reason}"))
}
