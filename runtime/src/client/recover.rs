//! Recovery after a crash: reconciling every call that the journal holds in doubt.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::task::Poll;
use std::time::Duration;

use crate::api::Api;
use crate::client::reconcile::drive;
use crate::client::{AnyClient, Client};
use crate::error::Error;
use crate::journal::JournalEntry;
use crate::machine::reconcile::Outcome;
use crate::machine::{Recovery, Schedule, is_own, state_of};
use crate::meta::EndpointMeta;
use crate::transport::BoxFuture;

/// How many calls are reconciled at a time.
const AT_A_TIME: usize = 8;

type Endpoints<'a> = Box<dyn Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a>;

/// A pending recovery of all calls that the journal holds in doubt and that were made by the client's account at its host:
/// configure it, then `.await` it.
///
/// Meant for the start of a program, before new calls are made. An outcome that is found is written into the journal;
/// a call without one stays in doubt there, for the next time. Each call is reconciled as by
/// [`Client::reconcile_call`], eight at a time.
///
/// [`Client::reconcile_call`]: crate::Client::reconcile_call
#[must_use = "nothing is sent until this is awaited"]
pub struct RecoverAll<'a> {
    client: AnyClient,
    endpoints: Endpoints<'a>,
    schedule: Schedule,
}

/// A call that was in doubt, and its outcome.
#[derive(Debug)]
#[non_exhaustive]
pub struct Recovered {
    /// Its journal entry.
    pub entry: JournalEntry,
    /// Its outcome, or why it could not be reconciled.
    pub outcome: Result<Outcome, Error>,
}

impl fmt::Debug for RecoverAll<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoverAll").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Determines the outcome of every call of this API that the journal holds in doubt: see [`RecoverAll`].
    pub fn recover_all<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoverAll<'a> {
        self.as_any().recover_all(endpoints)
    }
}

impl AnyClient {
    /// Finds out what became of every call that the journal holds open, by table: see
    /// [`Client::recover_all`](crate::Client::recover_all). `endpoints` gives the table of an endpoint's id:
    /// `freedompay::endpoint`, and yours for calls that you declared yourself.
    pub fn recover_all<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoverAll<'a> {
        RecoverAll { client: self.clone(), endpoints: Box::new(endpoints), schedule: Schedule::RECONCILE }
    }
}

impl RecoverAll<'_> {
    /// Sets the time between the first two status calls about each call.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.schedule.interval = interval;
        self
    }

    /// Sets the time after which no further status call is made about a call.
    pub fn timeout(mut self, deadline: Duration) -> Self {
        self.schedule.deadline = deadline;
        self
    }

    /// Returns the calls with what to ask about each.
    async fn begun(&self) -> Result<Vec<BoxFuture<'static, Recovered>>, Error> {
        let Some(journal) = self.client.journal() else {
            return Err(Error::invalid(None, "", "the client has no journal; set one with ClientBuilder::journal"));
        };
        let entries = journal.in_doubt().await.map_err(|e| Error::invalid(None, "", format!("journal: {e}")))?;
        let own = entries.into_iter().filter(|entry| is_own(self.client.settings(), &entry.intent));
        Ok(own.map(|entry| self.ask(entry)).collect())
    }

    fn ask(&self, entry: JournalEntry) -> BoxFuture<'static, Recovered> {
        let endpoint = (self.endpoints)(&entry.intent.endpoint);
        let client = self.client.clone();
        let recovery = Recovery::new(client.settings(), &entry, endpoint, self.schedule, client.now());
        Box::pin(async move {
            let outcome = match recovery {
                Recovery::Ask(machine) => drive(&client, machine, None).await,
                Recovery::Ended(outcome) => Ok(outcome),
            };
            if let (Some(state), Some(journal)) = (state_of(&outcome), client.journal())
                && let Err(error) = journal.record_outcome(entry.intent.key, state).await
            {
                tracing::error!(%error, key = %entry.intent.key, "the journal failed to record what was found");
            }
            Recovered { entry, outcome }
        })
    }
}

impl<'a> IntoFuture for RecoverAll<'a> {
    type Output = Result<Vec<Recovered>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (mut waiting, mut done) = (self.begun().await?.into_iter(), Vec::new());
            loop {
                let batch: Vec<_> = waiting.by_ref().take(AT_A_TIME).collect();
                if batch.is_empty() {
                    return Ok(done);
                }
                done.extend(all(batch).await);
            }
        })
    }
}

/// Runs all futures concurrently.
async fn all<T: Send>(mut futures: Vec<BoxFuture<'static, T>>) -> Vec<T> {
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, result) in futures.iter_mut().zip(&mut results) {
            if result.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(context)
            {
                *result = Some(value);
            }
        }
        if results.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    results.into_iter().flatten().collect()
}
