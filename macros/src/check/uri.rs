//! The shape of a `uri`.

use syn::LitStr;

use crate::diagnostics::Diagnostics;

/// Names of the `{parameters}` of a path; `None` if something is wrong with it, which is noted then.
pub(super) fn check(uri: &LitStr, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let text = uri.value();
    let mut is_sound = true;
    let mut wrong = |message: &str| {
        is_sound = false;
        diagnostics.on("FP006", uri, message);
    };
    if text.contains("://") || text.starts_with("//") {
        wrong("`uri` is a path without a host, because the client knows the host: `/v5/…`");
        return None;
    }
    if !text.starts_with('/') {
        wrong(&format!("`uri` begins with a slash: `/{text}`"));
    }
    if text.contains('?') {
        wrong("`uri` has no query: declare a field with `#[freedompay(query)]`");
    }
    if text.contains('#') {
        wrong("`uri` has no fragment, which would never be sent: remove what follows `#`");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || !c.is_ascii()) {
        wrong("`uri` is plain ASCII without spaces: write a variable part as a `{parameter}`");
    }
    if text.contains('%') {
        wrong("`uri` is written unencoded, because the client encodes: write a variable part as a `{parameter}`");
    }
    // One empty segment at the end is a documented path (`/g2g/payment_page/`).
    let inner = text.strip_prefix('/').unwrap_or(&text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if !inner.is_empty() && inner.split('/').any(str::is_empty) {
        wrong("`uri` has an empty segment: remove one slash of `//`");
    }
    if inner.split('/').any(|segment| matches!(segment, "." | "..")) {
        wrong("`uri` has a segment `.` or `..`, which a client would resolve away: write the path it leads to");
    }
    let names = parameters(&text, &mut wrong);
    is_sound.then_some(names)
}

fn parameters(text: &str, wrong: &mut dyn FnMut(&str)) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for segment in text.split('/') {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("") => wrong("a path parameter has a name: `{payment_id}`"),
            Some(name) if name.contains(['{', '}']) => {
                wrong("the braces in `uri` do not balance; one parameter fills one segment: `/{payment_id}/{step}`");
            }
            Some(name) if names.iter().any(|other| other == name) => {
                wrong(&format!("`uri` has the parameter `{{{name}}}` twice: give each a name of its own"));
            }
            Some(name) => names.push(name.to_owned()),
            None if segment.contains(['{', '}']) => {
                wrong("a path parameter takes a whole segment, in balanced braces: `/payments/{payment_id}/status`");
            }
            None => {}
        }
    }
    names
}

/// The path that was probably meant, to find out its API.
pub(super) fn path_of(text: &str) -> String {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    format!("/{}", path.trim_start_matches('/'))
}
