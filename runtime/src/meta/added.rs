//! What a scheme adds to a call, no declaration may: a rule for the compiler, which knows both tables.

use super::text::{Text, is_same};
use super::{EndpointMeta, Location};

/// Refuses to compile a call with a field or header that the scheme of its API adds.
///
/// # Panics
/// With its name, if there is one; this is a constant of the declarations of an API whose scheme the macros do not know.
#[track_caller]
#[expect(clippy::panic, reason = "it is the compiler's message")]
pub const fn require_unadded(call: &EndpointMeta) {
    if let Some(problem) = problem(call) {
        panic!("{}", problem.as_str());
    }
}

const fn problem(call: &EndpointMeta) -> Option<Text> {
    let scheme = call.api.scheme.meta();
    let mut at = 0;
    while at < call.request.len() {
        let field = &call.request[at];
        let (kind, name, is_added) = match field.location {
            Location::Header(name) => ("header `", name, contains(scheme.added_headers, name, true)),
            Location::Body | Location::Query | Location::Path => {
                ("field `", field.name, contains(scheme.added_fields, field.name, false))
            }
        };
        if is_added {
            return Some(message(call, kind, name));
        }
        at += 1;
    }
    let mut at = 0;
    while at < call.headers.len() {
        let name = call.headers[at].name;
        if contains(scheme.added_headers, name, true) {
            return Some(message(call, "header `", name));
        }
        at += 1;
    }
    None
}

const fn message(call: &EndpointMeta, kind: &str, name: &str) -> Text {
    let message = Text::EMPTY.push("FP011: the ").push(kind).push(name).push("` is added by the signature scheme `");
    message.push(call.api.scheme.meta().name).push("` of the ").push(call.api.rust).push(" API: remove it")
}

/// Reports whether a name is in a list, in any case if that is ignored.
pub(super) const fn contains(names: &[&str], name: &str, ignores_case: bool) -> bool {
    let mut at = 0;
    while at < names.len() {
        if is_same(names[at], name) || (ignores_case && names[at].eq_ignore_ascii_case(name)) {
            return true;
        }
        at += 1;
    }
    false
}
