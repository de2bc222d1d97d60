//! What changes in a request that is sent again: the salt of a form that reads, and nothing else.

use crate::area::Scheme;
use crate::error::Error;
use crate::exchange::Inner;
use crate::meta::Effect;
use crate::prepare::Prepared;
use crate::tree::{Kind, Ref, TreeWriter};

impl Inner {
    /// Signs a form that reads once more: its salt may have been seen, and a repeated one may be taken for a duplicate.
    /// Anything else goes again as it is: the provider replays it, has not seen a byte of it, or knows no salts.
    pub(crate) fn renew(&self, prepared: Prepared) -> Result<Prepared, Error> {
        let endpoint = prepared.endpoint;
        if endpoint.effect != Effect::Read || endpoint.area.scheme != Scheme::PgSig {
            return Ok(prepared);
        }
        let added = endpoint.area.added_fields();
        let given = |field: &Ref<'_>| !added.contains(&field.name());
        let mut message = TreeWriter::new();
        message.begin("", Kind::Map);
        prepared.message.root().children().filter(given).for_each(|field| message.copy(field));
        message.end();
        // It was small enough before, so there always is one.
        let Some(message) = message.finish() else { return Ok(prepared) };
        self.sign(endpoint, message, prepared.request_id().and_then(|id| id.parse().ok()))
    }
}
