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

    /// Writes what was found; reports whether the program is told. It is not if somebody else has the entry. It is if the journal
    /// fails: what was written may count as acknowledged, and the outcome would be lost with the journal's answer.
    pub(super) async fn finish(self, outcome: &Result<Outcome, Error>) -> bool {
        let record = found(self.client.settings(), &self.entry, self.holder, outcome);
        let is_held = self.journal.record_outcome(&record).await;
        is_held.unwrap_or_else(|error| {
            tracing::error!(%error, key = %record.key, "the journal failed to record what was found");
            true
        })
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    use super::*;
    use crate::http::{HttpRequest, HttpResponse, TransportError};
    use crate::journal::{Account, Intent, MemoryJournal, OpenEntries, OutcomeRecord, SameCalls};
    use crate::meta::ApiMeta;
    use crate::scheme::{AnyScheme, PgCredentials, PgSig};
    use crate::transport::{BoxFuture, Transport};

    const API: ApiMeta = ApiMeta { scheme: AnyScheme::of::<PgSig>(), ..ApiMeta::DEFAULT };

    /// Nothing is sent.
    struct Idle;

    impl Transport for Idle {
        fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            Box::pin(std::future::pending())
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            Box::pin(std::future::pending())
        }
    }

    /// Writes outcomes, and loses the answer.
    struct Lossy(MemoryJournal);

    impl Journal for Lossy {
        fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
            self.0.begin(intent)
        }

        fn record_outcome<'a>(&'a self, record: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>> {
            Box::pin(async {
                self.0.record_outcome(record).await?;
                Err(JournalError::new("the connection broke"))
            })
        }

        fn claim<'a>(&'a self, request: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>> {
            self.0.claim(request)
        }

        fn find<'a>(&'a self, calls: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>> {
            self.0.find(calls)
        }

        fn renew(&self, key: Uuid, holder: Uuid, lease: Duration) -> BoxFuture<'_, Result<bool, JournalError>> {
            self.0.renew(key, holder, lease)
        }

        fn acknowledge(&self, key: Uuid) -> BoxFuture<'_, Result<bool, JournalError>> {
            self.0.acknowledge(key)
        }

        fn open<'a>(&'a self, account: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>> {
            self.0.open(account)
        }
    }

    fn at_once<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn an_outcome_is_not_lost_with_the_answer_of_the_journal() {
        let entries = MemoryJournal::new();
        let client = AnyClient::builder(&API, PgCredentials::new("1", "key"))
            .transport(Idle)
            .acknowledge_on_return()
            .build()
            .unwrap();
        let account = Account::clone(client.settings().journal_account());
        let (endpoint, expires_in) = ("pay".to_owned(), Duration::ZERO);
        let key = Uuid::from_u128(1);
        let intent = Intent { key, account, endpoint, request_id: None, ids: Vec::new(), expires_in };
        at_once(entries.begin(&intent)).unwrap();
        let journal: Arc<dyn Journal> = Arc::new(Lossy(entries.clone()));
        let hold = at_once(Hold::claim(&client, &journal, ClaimScope::Entry(key))).unwrap().pop().unwrap();
        let outcome = Ok(Outcome::DidNotHappen { reason: "not found".to_owned(), response: None });
        assert!(at_once(hold.finish(&outcome)));
        assert_eq!(
            entries.entries().len(),
            0,
            "it counts as acknowledged, so this was the last that anybody hears of it"
        );
    }
}
