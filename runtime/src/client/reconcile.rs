//! Reconciliation by a client: the settings, and the driver of [`ReconcileMachine`].

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use serde::Serialize;
use uuid::Uuid;

use crate::api::Api;
use crate::api::endpoint::Endpoint;
use crate::client::hold::Hold;
use crate::client::{AnyClient, Client};
use crate::error::{Call, Error};
use crate::journal::{Account, ClaimScope, Journal, JournalError, SameCalls};
use crate::machine::prepared::ids;
use crate::machine::reconcile::Outcome;
use crate::machine::{ReconcileEvent, ReconcileMachine, ReconcileStep, Schedule};
use crate::meta::{Effect, EndpointMeta};
use crate::transport::BoxFuture;
use crate::tree::Tree;

/// Returns the outcome of a recorded call that is not asked about here.
fn held() -> Outcome {
    Outcome::unknown(
        "its journal entry is not free: the call is under way, another instance asks about it, or the program acknowledged it",
        None,
    )
}

/// Returns the outcome of a request that was recorded more than once.
fn several() -> Outcome {
    let reason = "the journal has several open entries with these ids, and the provider shows one call of them; give each call an \
                  id of its own, and have recover_all ask about these";
    Outcome::unknown(reason, None)
}

/// Returns the outcome of a call about which the journal says nothing now.
fn unread(error: &JournalError) -> Outcome {
    Outcome::unknown(format!("the journal cannot be asked whether the call is still under way: {error}"), None)
}

type Progress<'a> = Box<dyn FnMut(&Outcome, u32) + Send + 'a>;

/// A pending reconciliation: configure it, then `.await` it. Made by [`Client::reconcile`] and its siblings.
#[must_use = "nothing is asked until this is awaited"]
pub struct Reconcile<'a> {
    client: AnyClient,
    lost: Result<Call, Error>,
    schedule: Schedule,
    progress: Option<Progress<'a>>,
}

impl fmt::Debug for Reconcile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lost = self.lost.as_ref().ok().map(|call| call.endpoint.id);
        f.debug_struct("Reconcile").field("lost", &lost).field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Determines the outcome of a request from its own ids (order number, payment id …).
    ///
    /// Polls the status call that its declaration names after 1, 2, 4 … and at most 30 seconds, by default for two
    /// and a half minutes. "Not found" is not conclusive for a minute, and longer with a short
    /// [`timeout`](crate::ClientBuilder::timeout): a call can become visible later than it happens. An outcome
    /// that cannot be determined is [`Outcome::StillUnknown`] with the reason.
    ///
    /// A merchant's own number must not have served another call: the provider reports the last payment that has it.
    ///
    /// With a journal the entry of the request is looked for, whichever instance recorded it, and claimed first: see
    /// [`reconcile_call`](Self::reconcile_call). Without one nothing tells whether the request is still on its way, here or elsewhere:
    /// ask only when it cannot be any more.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the request only reads, or this client is not for its API. A failure of the status call is
    /// not an error but [`Outcome::StillUnknown`].
    pub fn reconcile<'a, E: Endpoint<Api = A>>(&self, request: &E) -> Reconcile<'a> {
        self.as_any().reconcile_with_ids(E::META, request, &request.further_ids())
    }

    /// Determines the outcome of the call that an error is about, which knows its `X-Request-Id`, too:
    /// `client.reconcile_call(error.call()?)`.
    ///
    /// With a journal the call's entry is claimed first, so that no other instance asks at the same time, and what is found is
    /// written into it. If another has it, the outcome is [`Outcome::StillUnknown`] here.
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.as_any().reconcile_call(lost)
    }
}

impl AnyClient {
    /// Determines the outcome of a request, by table; see [`Client::reconcile`].
    pub fn reconcile<'a>(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Reconcile<'a> {
        self.reconcile_with_ids(endpoint, message, &[])
    }

    fn reconcile_with_ids<'a>(
        &self,
        endpoint: &'static EndpointMeta,
        message: &impl Serialize,
        further_ids: &[(&'static str, String)],
    ) -> Reconcile<'a> {
        let tree = Tree::from_serialize(message).map_err(|e| Error::invalid(Some(endpoint), e.path(), e.message()));
        let call = |tree: Tree| Call::new(endpoint, None, ids(endpoint, tree.root(), further_ids));
        self.begin_reconcile(tree.map(call))
    }

    /// Determines the outcome of a call, by table; see [`Client::reconcile_call`].
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.begin_reconcile(Ok(lost.clone()))
    }

    fn begin_reconcile<'a>(&self, lost: Result<Call, Error>) -> Reconcile<'a> {
        Reconcile { client: self.clone(), lost, schedule: Schedule::RECONCILE, progress: None }
    }
}

impl<'a> Reconcile<'a> {
    /// Sets the time between the first two status calls, at least [`Schedule::SHORTEST`]; it doubles from one to the next, up to 30
    /// seconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.schedule.interval = interval;
        self
    }

    /// Sets the time after which no further question is asked. Less than two minutes leave no time for a "no" where the
    /// client gives up early.
    pub fn timeout(mut self, deadline: Duration) -> Self {
        self.schedule.deadline = deadline;
        self
    }

    /// Sets the lost call's `X-Request-Id`, where only the request is given: the edits of the Gateway Async API are asked about
    /// by it. [`Client::reconcile_call`] knows it already.
    pub fn request_id(mut self, request_id: impl Into<String>) -> Self {
        if let Ok(lost) = &mut self.lost {
            lost.request_id = Some(request_id.into());
        }
        self
    }

    /// Sets a function that is called with what is known ([`Outcome::StillUnknown`]) after every inconclusive response, and how many
    /// were asked.
    pub fn on_progress(mut self, progress: impl FnMut(&Outcome, u32) + Send + 'a) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    async fn run(self) -> Result<Outcome, Error> {
        self.client.shared().usable(self.lost.as_ref().ok().map(|lost| lost.endpoint))?;
        let lost = self.lost.as_ref().ok().cloned();
        let mut machine = ReconcileMachine::new(self.client.settings(), self.lost, self.schedule);
        let hold = match lost {
            // What is not this client's to ask about is not its to claim either.
            Some(lost) if !machine.is_refused() => match claimed(&self.client, &lost).await {
                Ok(hold) => hold,
                Err(outcome) => return Ok(outcome),
            },
            _ => None,
        };
        if let Some(hold) = &hold {
            machine = machine.over_since(hold.entry.over_since);
        }
        let Some(outcome) = drive(&self.client, machine, self.progress, hold.as_ref()).await else { return Ok(held()) };
        let is_told = match hold {
            Some(hold) => hold.finish(&outcome).await,
            None => true,
        };
        if is_told { outcome } else { Ok(held()) }
    }
}

/// Claims the journal's entry of a lost call, if it has one; or returns the outcome if nothing can be asked now.
async fn claimed(client: &AnyClient, lost: &Call) -> Result<Option<Hold>, Outcome> {
    let Some(journal) = client.journal() else { return Ok(None) };
    let keys = recorded(client, journal.as_ref(), lost).await.map_err(|error| unread(&error))?;
    let key = match keys.as_slice() {
        [] => return Ok(None),
        [key] => *key,
        _ => return Err(several()),
    };
    let claimed = Hold::claim(client, journal, ClaimScope::Entry(key)).await.map_err(|error| unread(&error))?;
    claimed.into_iter().next().map(Some).ok_or_else(held)
}

/// Returns the keys of the entries of a call: its own, or those of the same request, whichever instance recorded it. Such a call
/// may still be waiting for its turn, so that "not found" proves nothing.
async fn recorded(client: &AnyClient, journal: &dyn Journal, lost: &Call) -> Result<Vec<Uuid>, JournalError> {
    if let Some(key) = lost.journal_key {
        return Ok(vec![key]);
    }
    if lost.endpoint.effect != Effect::Money || lost.ids.is_empty() {
        return Ok(Vec::new());
    }
    let account = Account::clone(client.settings().journal_account());
    let ids = lost.ids.iter().map(|(name, id)| ((*name).to_owned(), id.clone())).collect();
    journal.find(&SameCalls { account, endpoint: lost.endpoint.id.to_owned(), ids }).await
}

/// Carries out the steps of a reconciliation. Nothing once somebody else holds the entry.
pub(super) async fn drive(
    client: &AnyClient,
    mut machine: ReconcileMachine,
    mut progress: Option<Progress<'_>>,
    hold: Option<&Hold>,
) -> Option<Result<Outcome, Error>> {
    let mut event = ReconcileEvent::Begin;
    loop {
        event = match machine.handle(client.now(), event) {
            ReconcileStep::Ask(query) => {
                ReconcileEvent::Answered(client.call_tree(query.endpoint, Ok(query.message())).await)
            }
            ReconcileStep::Sleep(time, outcome, asked) => {
                if let Some(progress) = &mut progress {
                    progress(&outcome, asked);
                }
                client.sleep(time).await;
                if let Some(hold) = hold
                    && !hold.renew().await
                {
                    return None;
                }
                ReconcileEvent::Awake
            }
            ReconcileStep::Done(outcome) => return Some(outcome),
        };
    }
}

impl<'a> IntoFuture for Reconcile<'a> {
    type Output = Result<Outcome, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
