//! The shape of a `uri`.

use syn::LitStr;

use crate::diagnostics::Mistakes;

/// Names of the `{parameters}` of a path, after noting everything that is wrong with it.
pub(crate) fn check(uri: &LitStr, mistakes: &mut Mistakes) -> Vec<String> {
    let text = uri.value();
    let mut wrong = |message: &str| mistakes.on("FP006", uri, message);
    if text.contains("://") || text.starts_with("//") {
        wrong("`uri` is a path without a host: the client knows the host");
        return Vec::new();
    }
    if !text.starts_with('/') {
        wrong("`uri` begins with a slash");
    }
    if text.contains('?') {
        wrong("`uri` has no query: declare the field with `#[freedompay(query)]`");
    }
    if text.contains('#') {
        wrong("`uri` has no fragment: it would never be sent");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || !c.is_ascii()) {
        wrong("`uri` is plain ASCII without spaces");
    }
    if text.contains('%') {
        wrong("`uri` is written unencoded: the client encodes parameters");
    }
    // One empty segment at the end is a documented path (`/g2g/payment_page/`).
    let inner = text.strip_prefix('/').unwrap_or(&text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if text != "/" && inner.split('/').any(str::is_empty) {
        wrong("`uri` has an empty segment (`//`)");
    }
    if inner.split('/').any(|segment| matches!(segment, "." | "..")) {
        wrong("`uri` has a segment `.` or `..`, which a client would resolve away");
    }
    parameters(&text, &mut wrong)
}

fn parameters(text: &str, wrong: &mut dyn FnMut(&str)) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for segment in text.split('/') {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("") => wrong("a path parameter has a name: `{payment_id}`"),
            Some(name) if name.contains(['{', '}']) => wrong("the braces in `uri` do not balance"),
            Some(name) if names.iter().any(|other| other == name) => {
                wrong(&format!("`uri` has the parameter `{{{name}}}` twice"));
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
