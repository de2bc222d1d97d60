//! The status call for a lost call, and the ids it takes.

use crate::error::Call;
use crate::machine::prepared::ids;
use crate::message::validate::Problem;
use crate::meta::{Effect, EndpointMeta};
use crate::tree::{Ref, Tree};

/// The status call to make for a lost call, with the fields that identify it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatusQuery {
    /// The status call.
    pub endpoint: &'static EndpointMeta,
    /// Its fields by wire name.
    pub fields: Vec<(&'static str, String)>,
}

impl StatusQuery {
    /// Returns the message to send.
    pub fn message(&self) -> Tree {
        let mut message = Tree::empty();
        self.fields.iter().for_each(|(name, id)| message.push_text(name, id));
        message
    }
}

impl Call {
    /// Returns the status call to make about this call, if there is one and an id to ask by.
    pub fn status_query(&self) -> Option<StatusQuery> {
        let endpoint = self.endpoint.recover?;
        let fields: Vec<_> = match self.endpoint.outcome.and_then(|rules| rules.by_request_id) {
            Some(field) => self.request_id.iter().map(|id| (field, id.clone())).collect(),
            None => self.ids.iter().filter(|(name, _)| endpoint.takes(name)).cloned().collect(),
        };
        (!fields.is_empty()).then_some(StatusQuery { endpoint, fields })
    }

    /// Explains why there is no [`status_query`](Self::status_query).
    pub(super) fn why_no_status_query(&self) -> String {
        let Some(recover) = self.endpoint.recover else {
            return match self.endpoint.no_recover {
                Some(why) => format!("no call reports its outcome: {why}"),
                None => "the provider documents no status call for it".to_owned(),
            };
        };
        if self.endpoint.outcome.is_some_and(|rules| rules.by_request_id.is_some()) {
            return format!("{} requires the X-Request-Id, which the error of the lost call contains", recover.id);
        }
        format!("the request carries no id that {} accepts", recover.id)
    }
}

/// Explains why the provider could not be asked about a request that moves money, which is why it must not be sent; or
/// which of the ids that its type found cannot be asked by.
pub(in crate::machine) fn why_not_askable(
    endpoint: &'static EndpointMeta,
    message: Ref<'_>,
    further: &[(&'static str, String)],
) -> Option<Problem> {
    let status = endpoint.recover?;
    // A secret would be in errors and in the journal.
    let is_taken = |name: &str| status.request.iter().any(|field| field.name == name && !field.is_secret());
    for (at, (name, _)) in further.iter().enumerate() {
        let what = match is_taken(name) {
            false => format!("an id of this name, which is not a field of {} that may be shown", status.id),
            true if further.iter().take(at).any(|(earlier, _)| earlier == name) => "two ids of this name".to_owned(),
            true => continue,
        };
        return Some(Problem::new(*name, format!("the function of `ids` returns {what}")));
    }
    let is_asked_by_ids = endpoint.outcome.is_none_or(|rules| rules.by_request_id.is_none());
    if endpoint.effect != Effect::Money || !is_asked_by_ids {
        return None;
    }
    let ids = ids(endpoint, message, further);
    let is_given = |name: &str| ids.iter().any(|(id, _)| *id == name);
    if let Some(missing) = status.request.iter().find(|field| field.required && !is_given(field.name)) {
        let message = format!("it moves money, and {} requires this id to report what became of it", status.id);
        return Some(Problem::new(missing.name, message));
    }
    if status.request.iter().any(|field| is_given(field.name)) {
        return None;
    }
    let shared = endpoint.request.iter().filter(|field| endpoint.shares(field, status));
    let message = match (shared.map(|field| field.name).collect::<Vec<_>>().join(", "), endpoint.ids_by_function) {
        (_, true) => format!("no id was found in it by which {} could report what became of it", status.id),
        (names, false) => format!("give an id ({names}), by which {} reports what became of it", status.id),
    };
    Some(Problem::new("", format!("it moves money: {message}")))
}
