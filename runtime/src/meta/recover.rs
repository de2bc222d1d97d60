//! By which ids a lost call is asked about: one rule, for the compiler and for the running program.

use super::text::{Text, is_same};
use super::{EndpointMeta, FieldMeta, Location};

impl EndpointMeta {
    /// Reports whether a field of the request identifies the call. A name means the same in all calls of an API.
    pub(crate) const fn identifies(&self, field: &FieldMeta) -> bool {
        let is_named = contains(self.api.ids, field.name) || matches!(field.location, Location::Path);
        is_named && !field.is_secret()
    }

    /// Reports whether the request has a field of this name.
    pub(crate) const fn takes(&self, name: &str) -> bool {
        let mut at = 0;
        while at < self.request.len() {
            if is_same(self.request[at].name, name) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Reports whether a field of the request identifies the call and is one of the status call, too.
    pub(crate) const fn shares(&self, field: &FieldMeta, status: &Self) -> bool {
        self.identifies(field) && status.takes(field.name)
    }

    /// Reports whether the call carries a generated `X-Request-Id`.
    const fn has_request_id(&self) -> bool {
        let mut at = 0;
        while at < self.api.headers.len() + self.headers.len() {
            let of_api = self.api.headers.len();
            let header = if at < of_api { &self.api.headers[at] } else { &self.headers[at - of_api] };
            if header.value.is_none() {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Reports whether a request may name an id under this name.
    const fn may_name(&self, name: &str) -> bool {
        let mut at = 0;
        while at < self.request.len() {
            if is_same(self.request[at].name, name) && self.identifies(&self.request[at]) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Refuses to compile a call of whose outcome its `recover` call can never be asked.
///
/// # Panics
/// With what is missing, if it cannot; this is a constant of every declaration with `effect = money` and `recover`.
#[track_caller]
#[expect(clippy::panic, reason = "it is the compiler's message")]
pub const fn require_status_query(call: &EndpointMeta) {
    if let Some(problem) = problem(call) {
        panic!("{}", problem.as_str());
    }
}

/// Returns why the call's `recover` call cannot be asked about it.
const fn problem(call: &EndpointMeta) -> Option<Text> {
    let Some(status) = call.recover else { return None };
    let by_request_id = match call.outcome {
        Some(rules) => rules.by_request_id,
        None => None,
    };
    if let Some(field) = by_request_id {
        let asks = Text::EMPTY.push("FP028: the outcome rules ask `").push(status.id).push("` by the `X-Request-Id`");
        if !call.has_request_id() {
            return Some(asks.push(", which this call does not have: add `headers(\"X-Request-Id\")`"));
        }
        if !status.takes(field) {
            return Some(asks.push(" in `").push(field).push("`, which is not one of its fields"));
        }
    }
    if status.request.is_empty() {
        return Some(nothing_can_be_asked(status, "` takes no id").push(REMEDIES));
    }
    let (mut at, mut shared) = (0, 0);
    while at < status.request.len() {
        let field = &status.request[at];
        let is_given = match by_request_id {
            Some(name) => is_same(name, field.name),
            None => call.may_name(field.name),
        };
        // Which names a function gives is known when it runs; the client checks them before anything is sent.
        if field.required && !is_given && !call.ids_by_function {
            let message = nothing_can_be_asked(status, "` requires `").push(field.name);
            return Some(message.push("`, which is not an id of this request").push(REMEDIES));
        }
        shared += is_given as usize;
        at += 1;
    }
    if shared > 0 || call.ids_by_function {
        return None;
    }
    let mut message = nothing_can_be_asked(status, "` takes no id of this request (a field in the path");
    let mut at = 0;
    while at < call.api.ids.len() {
        message = message.push(", `").push(call.api.ids[at]).push("`");
        at += 1;
    }
    Some(message.push(")").push(REMEDIES))
}

const REMEDIES: &str = "; name another call as `recover`, give ids inside the request with `ids = ...`, or write \
                        `recover = none(\"why\")`";

const fn nothing_can_be_asked(status: &EndpointMeta, because: &str) -> Text {
    Text::EMPTY.push("FP028: nothing can be asked about this call: `").push(status.id).push(because)
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if is_same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}
