//! The journal guard of a call while it is being made.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use uuid::Uuid;

use crate::call::prepared::SentRequest;
use crate::error::{Call, Error, NotSent};
use crate::journal::{EntryState, Intent, Journal};
use crate::meta::Effect;

/// Records the call as in doubt if it is dropped before it is settled: then it was cancelled.
pub(crate) struct JournalGuard {
    journal: Arc<dyn Journal>,
    key: Uuid,
    is_final: bool,
}

impl JournalGuard {
    /// Records a call that moves money. When this returns, it may be sent.
    pub(crate) fn new(
        journal: Option<&Arc<dyn Journal>>,
        sent: &SentRequest,
        longest: Duration,
    ) -> Result<Option<Self>, Error> {
        let Some(journal) = journal.filter(|_| sent.endpoint.effect == Effect::Money) else { return Ok(None) };
        let endpoint = sent.endpoint;
        let ids = sent.ids();
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let intent = Intent {
            key: Uuid::now_v7(),
            api: endpoint.api.name.to_owned(),
            endpoint: endpoint.id.to_owned(),
            request_id: sent.request_id(),
            ids: ids.iter().map(|(name, id)| ((*name).to_owned(), id.clone())).collect(),
            at_ms: millis(since_1970),
            expires_at_ms: millis(since_1970.saturating_add(longest)),
        };
        match journal.begin(&intent) {
            Ok(()) => Ok(Some(Self { journal: Arc::clone(journal), key: intent.key, is_final: false })),
            Err(e) => {
                let call = Call { attempts: 0, ..Call::new(endpoint, sent.request_id(), ids) };
                let message = format!("the journal cannot record it: {e}");
                Err(Error::NotSent(Box::new(NotSent { call, failed_at: crate::transport::Stage::NotSent, message })))
            }
        }
    }

    /// Records how the call ended.
    pub(crate) fn settle(mut self, error: Option<&Error>) {
        self.is_final = true;
        self.record_outcome(match error {
            None => EntryState::Responded,
            Some(error) if error.may_have_happened() => EntryState::InDoubt,
            Some(Error::Provider(_)) => EntryState::Refused,
            Some(_) => EntryState::NotSent,
        });
    }

    fn record_outcome(&self, state: EntryState) {
        record_outcome(self.journal.as_ref(), self.key, state);
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Drop for JournalGuard {
    fn drop(&mut self) {
        if !self.is_final {
            self.record_outcome(EntryState::InDoubt);
        }
    }
}

/// Records an outcome. Failing to record it must not hide the outcome itself: the call stays open and is asked about again.
pub(crate) fn record_outcome(journal: &dyn Journal, key: Uuid, state: EntryState) {
    if let Err(error) = journal.record_outcome(key, state) {
        tracing::error!(%error, %key, ?state, "the journal failed to record an outcome; the call stays in doubt");
    }
}
