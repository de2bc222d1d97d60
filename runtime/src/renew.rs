//! What stays of a request that was sent, and what changes when it is sent again: the salt of a form, and nothing else.

use uuid::Uuid;

use crate::error::Error;
use crate::exchange::Inner;
use crate::meta::EndpointMeta;
use crate::prepared::Prepared;
use crate::redact;
use crate::tree::{Kind, Ref, Tree, TreeWriter};

/// What stays of a request when it has gone: enough to judge its answer, and to send it again.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) endpoint: &'static EndpointMeta,
    pub(crate) request_id: Option<Uuid>,
    /// The message with what the runtime added.
    pub(crate) message: Tree,
}

impl Kept {
    /// `X-Request-Id` as it is sent.
    pub(crate) fn request_id(&self) -> Option<String> {
        self.request_id.map(|id| id.to_string())
    }

    /// The request's own ids, by which the provider can be asked about it.
    pub(crate) fn ids(&self) -> Vec<(&'static str, String)> {
        crate::reconcile::ids(self.endpoint, self.message.root())
    }

    pub(crate) fn string_to_sign(&self) -> String {
        redact::string_to_sign(self.endpoint.script_name(), self.endpoint.request, self.message.root())
    }
}

impl Inner {
    /// Encodes and signs a call once more. Nearly every call is sent once, so nothing is copied beforehand for those that
    /// are not. JSON comes out byte by byte the same, as a replay by `X-Request-Id` needs. A form has a new salt: the old
    /// one may have been seen, and a repeated one may be taken for a duplicate; where nothing has arrived either will do.
    pub(crate) fn again(&self, kept: Kept) -> Result<Prepared, Error> {
        let Kept { endpoint, request_id, message } = kept;
        let added = endpoint.area.added_fields();
        let given = |field: &Ref<'_>| !added.contains(&field.name());
        let mut again = TreeWriter::new();
        again.begin("", Kind::Map);
        message.root().children().filter(given).for_each(|field| again.copy(field));
        again.end();
        // It was small enough before, so there always is one.
        let message = again.finish().unwrap_or(message);
        self.sign(endpoint, message, request_id)
    }
}
