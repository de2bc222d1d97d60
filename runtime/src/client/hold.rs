//! Holding a journal entry while it is asked about.

use std::sync::Arc;

use uuid::Uuid;

use crate::client::AnyClient;
use crate::error::Error;
use crate::journal::{ClaimRequest, ClaimScope, Journal, JournalEntry, JournalError};
use crate::machine::reconcile::Outcome;
use crate::machine::{found, lease};

/// An entry that was claimed.
pub(super) struct Hold {
    client: AnyClient,
    journal: Arc<dyn Journal>,
    holder: Uuid,
    pub(super) entry: JournalEntry,
}

impl Hold {
    /// Claims entries for one holder.
    pub(super) async fn claim(
        client: &AnyClient,
        journal: &Arc<dyn Journal>,
        scope: ClaimScope,
    ) -> Result<Vec<Self>, JournalError> {
        let holder = Uuid::new_v4();
        let entries = journal.claim(&ClaimRequest { scope, holder, lease: lease(client.settings()) }).await?;
        let hold = |entry| Self { client: client.clone(), journal: Arc::clone(journal), holder, entry };
        Ok(entries.into_iter().map(hold).collect())
    }

    /// Claims the entry for as long again; reports whether nobody else has it.
    pub(super) async fn renew(&self) -> bool {
        let (key, lease) = (self.entry.intent.key, lease(self.client.settings()));
        let renewed = self.journal.renew(key, self.holder, lease).await;
        // Whether the entry is still held is seen when the outcome is written, too.
        renewed.unwrap_or_else(|error| {
            tracing::warn!(%error, %key, "the journal failed to renew a claim");
            true
        })
    }

    /// Writes what was found; reports whether the entry was still held.
    pub(super) async fn finish(self, outcome: &Result<Outcome, Error>) -> Result<bool, JournalError> {
        let record = found(self.client.settings(), &self.entry, self.holder, outcome);
        self.journal.record_outcome(&record).await
    }
}
