//! The status call for a lost call, and the ids it takes.

use crate::error::Call;
use crate::meta::EndpointMeta;
use crate::tree::Tree;

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
            // A name means the same in both calls of a section.
            None => {
                let takes = |name: &str| endpoint.request.iter().any(|field| field.name == name);
                self.ids.iter().filter(|(name, _)| takes(name)).cloned().collect()
            }
        };
        (!fields.is_empty()).then_some(StatusQuery { endpoint, fields })
    }

    /// Explains why there is no [`status_query`](Self::status_query).
    pub(super) fn why_no_status_query(&self) -> String {
        let Some(recover) = self.endpoint.recover else {
            return "the provider documents no status call for it".to_owned();
        };
        if self.endpoint.outcome.is_some_and(|rules| rules.by_request_id.is_some()) {
            return format!("{} requires the X-Request-Id, which the error of the lost call contains", recover.id);
        }
        format!("the request carries no id that {} accepts", recover.id)
    }
}
