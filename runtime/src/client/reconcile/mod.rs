//! Reconciliation: determining the outcome of a lost call by polling the status call that its declaration names.
//!
//! Polling changes nothing, and a lost call is never sent again here. (The Gateway Async API would return its first
//! response to a repeated `X-Request-Id`; but if the first request never arrived, repeating it makes it happen now.
//! [`Client::resend`] does that explicitly.)

mod all;
mod judge;
mod status_query;

use std::fmt;
use std::future::IntoFuture;
use std::ops::ControlFlow;
use std::time::Duration;

use serde::Serialize;

pub use self::all::{RecoverAll, Recovered};
use self::judge::{Verdict, judge};
pub use self::status_query::StatusQuery;

use crate::api::Api;
use crate::api::endpoint::Endpoint;
use crate::call::prepared::ids;
use crate::call::response::RawResponse;
use crate::client::poll::{Asked, Schedule, poll};
use crate::client::{AnyClient, Client};
use crate::error::{Call, Error};
use crate::meta::{Effect, EndpointMeta, OutcomeRules};
use crate::transport::BoxFuture;
use crate::tree::Tree;

/// The outcome of a lost call.
///
/// Responses are those of the status call; [`RawResponse::decode`] gives them their type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It took effect: do not send it again. The response tells the details.
    Happened(Box<RawResponse>),
    /// It had no effect, nor will it have one.
    #[non_exhaustive]
    DidNotHappen {
        /// What says so.
        reason: String,
        /// The response, unless the status call knows nothing of the call: then it was answered with an error.
        response: Option<Box<RawResponse>>,
    },
    /// The outcome cannot be determined. Do not send it again: reconcile later, or ask the provider.
    #[non_exhaustive]
    StillUnknown {
        /// Why it is not known.
        reason: String,
        /// The last response, if there was one.
        response: Option<Box<RawResponse>>,
    },
}

impl Outcome {
    /// Returns the status call's last response, if there was one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Happened(response) => Some(response),
            Self::DidNotHappen { response, .. } | Self::StillUnknown { response, .. } => response.as_deref(),
        }
    }

    fn unknown(reason: impl Into<String>, response: Option<RawResponse>) -> Self {
        Self::StillUnknown { reason: reason.into(), response: response.map(Box::new) }
    }
}

type Progress<'a> = Box<dyn FnMut(&Outcome, u32) + Send + 'a>;

/// A pending reconciliation: configure it, then `.await` it. Made by [`Client::reconcile`] and its siblings.
#[must_use = "nothing is asked until this is awaited"]
pub struct Reconcile<'a> {
    client: AnyClient,
    lost: Result<Call, Error>,
    schedule: Schedule,
    /// How long the call has been over already, as far as a record shows it.
    over_since: Duration,
    progress: Option<Progress<'a>>,
}

impl fmt::Debug for Reconcile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lost = self.lost.as_ref().ok().map(|call| call.endpoint.id);
        f.debug_struct("Reconcile").field("lost", &lost).field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

/// Quick at first; long enough for "not found" to count as final ([`OutcomeRules::not_found_grace`]).
const SCHEDULE: Schedule =
    Schedule { interval: Duration::from_secs(1), longest: Duration::from_secs(30), deadline: Duration::from_secs(120) };

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
        self.as_any().reconcile(E::META, request)
    }

    /// Finds out what became of the call that an error is about, which knows its `X-Request-Id`, too:
    /// `client.reconcile_call(error.call()?)`.
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.as_any().reconcile_call(lost)
    }

    /// Determines the outcome of every call of this API that the journal holds in doubt: see [`RecoverAll`].
    pub fn recover_all<'a>(&self, endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + 'a) -> RecoverAll<'a> {
        self.as_any().recover_all(endpoints)
    }
}

impl AnyClient {
    /// Finds out what became of a request, by table; see [`Client::reconcile`].
    pub fn reconcile<'a>(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Reconcile<'a> {
        let tree = Tree::from_serialize(message).map_err(|e| Error::invalid(Some(endpoint), e.path(), e.message()));
        let call = |tree: Tree| {
            let ids = ids(endpoint, tree.root());
            Call { endpoint, request_id: None, ids, attempts: 0, elapsed: Duration::ZERO, retry_after: None }
        };
        self.begin_reconcile(tree.map(call))
    }

    /// Finds out what became of a call, by table; see [`Client::reconcile_call`].
    pub fn reconcile_call<'a>(&self, lost: &Call) -> Reconcile<'a> {
        self.begin_reconcile(Ok(lost.clone()))
    }

    fn begin_reconcile<'a>(&self, lost: Result<Call, Error>) -> Reconcile<'a> {
        Reconcile { client: self.clone(), lost, schedule: SCHEDULE, over_since: Duration::ZERO, progress: None }
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

    async fn run(mut self) -> Result<Outcome, Error> {
        let lost = self.lost?;
        if lost.endpoint.effect == Effect::Read {
            return Err(Error::invalid(Some(lost.endpoint), "", "it only reads, so it has no outcome; send it again"));
        }
        self.client.serves(lost.endpoint)?;
        let Some(question) = lost.status_query() else {
            return Ok(Outcome::unknown(lost.why_no_status_query(), None));
        };
        let rules = lost.endpoint.outcome.unwrap_or(&OutcomeRules::DEFAULT);
        let fields: std::collections::BTreeMap<_, _> = question.fields.iter().cloned().collect();
        let mut asking =
            Asking { rules, question: &question, last: None, was_seen: false, over_since: self.over_since };
        let ask = || self.client.call(question.endpoint, &fields);
        poll(&self.client, self.schedule, ask, |response, asked| {
            let next = asking.judge(response, asked);
            if let (ControlFlow::Continue(Ok(outcome)), Some(progress), false) =
                (&next, &mut self.progress, asked.is_last)
            {
                progress(outcome, asked.times);
            }
            next
        })
        .await
    }
}

impl<'a> IntoFuture for Reconcile<'a> {
    type Output = Result<Outcome, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// The state of a reconciliation.
struct Asking<'q> {
    rules: &'static OutcomeRules,
    question: &'q StatusQuery,
    last: Option<RawResponse>,
    /// Whether a response has shown the call: then a later "nothing found" is no "no".
    was_seen: bool,
    over_since: Duration,
}

type Next = ControlFlow<Result<Outcome, Error>, Result<Outcome, Error>>;

impl Asking<'_> {
    fn judge(&mut self, response: Result<RawResponse, Error>, asked: Asked) -> Next {
        let verdict = match response {
            Ok(response) => {
                let verdict = judge(self.rules, self.question, response.message());
                self.was_seen |= matches!(verdict, Verdict::Open(_) | Verdict::Failed(_));
                self.last = Some(response);
                verdict
            }
            Err(error @ Error::Invalid(_)) => return ControlFlow::Break(Err(error)),
            Err(Error::Provider(e))
                if e.code.as_deref().is_some_and(|code| self.rules.not_found_codes.contains(&code)) =>
            {
                self.last = None;
                Verdict::Absent(format!("{} found nothing ({})", self.question.endpoint.id, e.code.unwrap_or_default()))
            }
            Err(error) => Verdict::Open(format!("the status call failed: {error}")),
        };
        match (verdict, self.last.clone()) {
            (Verdict::Happened, Some(response)) => ControlFlow::Break(Ok(Outcome::Happened(Box::new(response)))),
            (Verdict::Absent(reason), response) if self.was_seen => {
                ControlFlow::Continue(Ok(Outcome::unknown(format!("{reason}, but an earlier response did"), response)))
            }
            (Verdict::Failed(reason) | Verdict::Absent(reason), response) => self.no(reason, response, asked),
            (Verdict::Open(reason), response) => {
                let outcome = Ok(Outcome::unknown(reason, response));
                // Asking again what can never be told only delays the response.
                if self.rules.is_empty() && self.was_seen {
                    ControlFlow::Break(outcome)
                } else {
                    ControlFlow::Continue(outcome)
                }
            }
            (Verdict::Happened, None) => ControlFlow::Continue(Ok(Outcome::unknown("the response got lost", None))),
        }
    }

    /// Concludes that the call did not happen, if the grace period is over.
    fn no(&self, reason: String, response: Option<RawResponse>, asked: Asked) -> Next {
        let not_found_grace = self.rules.not_found_grace;
        if asked.elapsed.saturating_add(self.over_since) >= not_found_grace {
            return ControlFlow::Break(Ok(Outcome::DidNotHappen { reason, response: response.map(Box::new) }));
        }
        let reason = format!("{reason}, not conclusive until {} seconds have passed", not_found_grace.as_secs());
        ControlFlow::Continue(Ok(Outcome::unknown(reason, response)))
    }
}
