//! The shape of a `uri`.

use syn::LitStr;

use crate::diagnostics::Diagnostics;

/// Returns the names of the `{parameters}` of a path, or `None` after reporting an error in it.
pub(super) fn check(uri: &LitStr, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let text = uri.value();
    let mut is_sound = true;
    let mut wrong = |message: &str| {
        is_sound = false;
        diagnostics.on("FP006", uri, message);
    };
    if text.contains("://") || text.starts_with("//") {
        wrong("`uri` must be a path without a host, because the client knows the host: `/v5/…`");
        return None;
    }
    if !text.starts_with('/') {
        wrong(&format!("`uri` must begin with a slash: `/{text}`"));
    }
    if text.contains('?') {
        wrong("`uri` must not have a query: declare a field with `#[freedompay(query)]`");
    }
    if text.contains('#') {
        wrong("`uri` must not have a fragment, because it would never be sent: remove everything after `#`");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || !c.is_ascii()) {
        wrong("`uri` must be plain ASCII without spaces: write a variable part as a `{parameter}`");
    }
    if text.contains('%') {
        wrong(
            "`uri` must not be percent-encoded, because the client encodes it: write a variable part as a `{parameter}`",
        );
    }
    // One empty segment at the end is a documented path (`/g2g/payment_page/`).
    let inner = text.strip_prefix('/').unwrap_or(&text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if !inner.is_empty() && inner.split('/').any(str::is_empty) {
        wrong("`uri` has an empty segment: remove one slash of `//`");
    }
    if inner.split('/').any(|segment| matches!(segment, "." | "..")) {
        wrong("`uri` has a segment `.` or `..`, which a client would resolve: write the resolved path");
    }
    let names = parameters(&text, &mut wrong);
    is_sound.then_some(names)
}

fn parameters(text: &str, wrong: &mut dyn FnMut(&str)) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for segment in text.split('/') {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("") => wrong("a path parameter needs a name: `{payment_id}`"),
            Some(name) if name.contains(['{', '}']) => {
                wrong("unbalanced braces in `uri`; a parameter fills one segment: `/{payment_id}/{step}`");
            }
            Some(name) if names.iter().any(|other| other == name) => {
                wrong(&format!("`uri` has the parameter `{{{name}}}` twice: rename one of them"));
            }
            Some(name) => names.push(name.to_owned()),
            None if segment.contains(['{', '}']) => {
                wrong(
                    "a path parameter must fill a whole segment, in balanced braces: `/payments/{payment_id}/status`",
                );
            }
            None => {}
        }
    }
    names
}

/// Returns the path that was probably meant, to infer its API.
pub(super) fn path_of(text: &str) -> String {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    format!("/{}", path.trim_start_matches('/'))
}
