//! Reconciliation by a client: the settings, and the driver of [`ReconcileMachine`].

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use serde::Serialize;

use crate::api::Api;
use crate::api::endpoint::Endpoint;
use crate::client::hold::Hold;
use crate::client::{AnyClient, Client};
use crate::error::{Call, Error};
use crate::journal::ClaimScope;
use crate::machine::prepared::ids;
use crate::machine::reconcile::Outcome;
use crate::machine::{ReconcileEvent, ReconcileMachine, ReconcileStep, Schedule};
use crate::meta::EndpointMeta;
use crate::transport::BoxFuture;
use crate::tree::Tree;

/// Returns the outcome of a recorded call that is not asked about here.
fn held() -> Outcome {
    Outcome::unknown(
        "its journal entry is not free: another instance asks about it, or the program acknowledged it",
        None,
    )
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
    /// minutes. "Not found" is not conclusive for a minute: a call can become visible later than it happens. An outcome
    /// that cannot be determined is [`Outcome::StillUnknown`] with the reason.
    ///
    /// A merchant's own number must not have served another call: the provider reports the last payment that has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the request only reads, or this client is not for its API. A failure of the status call is
    /// not an error but [`Outcome::StillUnknown`].
    pub fn reconcile<'a, E: Endpoint<Api = A>>(&self, request: &E) -> Reconcile<'a> {
        self.as_any().reconcile_with_ids(E::META, request, &request.further_ids())
    }

    /// Finds out what became of the call that an error is about, which knows its `X-Request-Id`, too:
    /// `client.reconcile_call(error.call()?)`.
    ///
    /// With a journal the call's entry is claimed first, so that no other instance asks at the same time, and what is found is
    /// written into it. If another has it, the outcome is [`Outcome::StillUnknown`] here.
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.as_any().reconcile_call(lost)
    }
}

impl AnyClient {
    /// Finds out what became of a request, by table; see [`Client::reconcile`].
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

    /// Finds out what became of a call, by table; see [`Client::reconcile_call`].
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.begin_reconcile(Ok(lost.clone()))
    }

    fn begin_reconcile<'a>(&self, lost: Result<Call, Error>) -> Reconcile<'a> {
        Reconcile { client: self.clone(), lost, schedule: Schedule::RECONCILE, progress: None }
    }
}

impl<'a> Reconcile<'a> {
    /// Sets the time between the first two status calls; it doubles from one to the next, up to 30 seconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.schedule.interval = interval;
        self
    }

    /// Sets the time after which no further question is asked. Less than a minute leaves no time for a "no" in most sections.
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
        let key = self.lost.as_ref().ok().and_then(|lost| lost.journal_key);
        let machine = ReconcileMachine::new(self.client.settings(), self.lost, self.schedule);
        let (Some(key), Some(journal)) = (key, self.client.journal()) else {
            return drive(&self.client, machine, self.progress, None).await.unwrap_or_else(|| Ok(held()));
        };
        let failed = |e| Error::invalid(None, "", format!("journal: {e}"));
        let claimed = Hold::claim(&self.client, journal, ClaimScope::Entry(key)).await.map_err(failed)?;
        let Some(hold) = claimed.into_iter().next() else { return Ok(held()) };
        let machine = machine.over_since(hold.entry.over_since);
        let Some(outcome) = drive(&self.client, machine, self.progress, Some(&hold)).await else { return Ok(held()) };
        if hold.finish(&outcome).await { outcome } else { Ok(held()) }
    }
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
