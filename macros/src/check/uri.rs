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
    let whole = text;
    let text = outside_of_braces(&whole);
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
    let names = parameters(&whole, &mut wrong);
    is_sound.then_some(names)
}

fn parameters(text: &str, wrong: &mut dyn FnMut(&str)) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    // A slash inside of braces belongs to a pattern.
    let mut depth = 0_i32;
    let is_end = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == '/' && depth <= 0
    };
    for segment in text.split(is_end) {
        let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match inner {
            Some(name) if is_name(name) && names.iter().any(|other| other == name) => {
                wrong(&format!("`uri` has the parameter `{{{name}}}` twice: rename one of them"));
            }
            Some(name) if is_name(name) => names.push(name.to_owned()),
            Some(more) if more.contains(['{', '}']) && !more.contains(':') => {
                wrong("unbalanced braces in `uri`; a parameter fills one segment: `/{payment_id}/{step}`");
            }
            Some(more) => match name_in(more) {
                Some(name) => {
                    let instead = if more.contains(':') { "; a pattern belongs to its field" } else { "" };
                    wrong(&format!("a path parameter is a name only: write `{{{name}}}`{instead}"));
                }
                None => wrong("a path parameter needs a name of letters, digits and `_`: `{payment_id}`"),
            },
            None if segment.contains(['{', '}']) => {
                wrong(
                    "a path parameter must fill a whole segment, in balanced braces: `/payments/{payment_id}/status`",
                );
            }
            None if segment.starts_with([':', '*', '<', '$']) => {
                let name = segment.rsplit(':').next().and_then(name_in).unwrap_or("parameter");
                wrong(&format!("a path parameter is written in braces: `{{{name}}}`"));
            }
            None => {}
        }
    }
    names
}

/// Returns the path with its parameters emptied, which have a check of their own.
fn outside_of_braces(text: &str) -> String {
    let mut depth = 0_i32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        depth -= i32::from(c == '}');
        if depth <= 0 {
            out.push(c);
        }
        depth += i32::from(c == '{');
    }
    out
}

fn is_name(text: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(is_inner)
}

/// Finds the name in a parameter of another notation: `id:[0-9]+`, `*rest`, `:id`, `<int:id>`.
fn name_in(text: &str) -> Option<&str> {
    let text = text.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|name| is_name(name))
}

/// Returns the path that was probably meant, to infer its API.
pub(super) fn path_of(text: &str) -> String {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    format!("/{}", path.trim_start_matches('/'))
}
