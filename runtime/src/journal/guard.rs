//! A recorded call while it is being made.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::Uuid;

use super::{Intent, Journal, State};
use crate::answer::RawAnswer;
use crate::error::{Call, Error, NotSent};
use crate::meta::Effect;
use crate::renew::Kept;

/// Marks the call as in doubt if it is dropped before it is settled: then it was cancelled.
pub(crate) struct Begun {
    journal: Arc<dyn Journal>,
    key: Uuid,
    is_settled: bool,
}

impl Begun {
    /// Records a call that moves money. When this returns, it may be sent.
    pub(crate) fn new(journal: Option<&Arc<dyn Journal>>, kept: &Kept) -> Result<Option<Self>, Error> {
        let Some(journal) = journal.filter(|_| kept.endpoint.effect == Effect::Money) else { return Ok(None) };
        let endpoint = kept.endpoint;
        let ids = kept.ids();
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let intent = Intent {
            key: Uuid::now_v7(),
            area: endpoint.area.name.to_owned(),
            endpoint: endpoint.id.to_owned(),
            request_id: kept.request_id(),
            ids: ids.iter().map(|(name, id)| ((*name).to_owned(), id.clone())).collect(),
            at_ms: u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX),
        };
        match journal.begin(&intent) {
            Ok(()) => Ok(Some(Self { journal: Arc::clone(journal), key: intent.key, is_settled: false })),
            Err(e) => {
                let request_id = kept.request_id();
                let call = Call {
                    endpoint,
                    request_id,
                    ids,
                    attempts: 0,
                    elapsed: std::time::Duration::ZERO,
                    retry_after: None,
                };
                let what = format!("the journal cannot record it: {e}");
                Err(Error::NotSent(Box::new(NotSent { call, failed_at: crate::transport::Stage::NotSent, what })))
            }
        }
    }

    /// Records how the call ended.
    pub(crate) fn settle(mut self, outcome: &Result<RawAnswer, Error>) {
        self.is_settled = true;
        self.mark(match outcome {
            Ok(_) => State::Answered,
            Err(Error::NotSent(_)) => State::NotSent,
            Err(Error::Provider(_)) => State::Refused,
            Err(_) => State::InDoubt,
        });
    }

    fn mark(&self, state: State) {
        mark(self.journal.as_ref(), self.key, state);
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if !self.is_settled {
            self.mark(State::InDoubt);
        }
    }
}

/// That an outcome cannot be recorded must not lose the outcome itself: the call stays open and is asked about again.
pub(crate) fn mark(journal: &dyn Journal, key: Uuid, state: State) {
    if let Err(error) = journal.mark(key, state) {
        tracing::error!(%error, %key, ?state, "the journal cannot record how a call ended; it stays open there");
    }
}
