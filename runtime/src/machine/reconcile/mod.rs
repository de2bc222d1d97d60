//! Reconciliation: determining the outcome of a lost call by polling the status call that its declaration names.
//!
//! Polling changes nothing, and a lost call is never sent again here. (The Gateway Async API would return its first
//! response to a repeated `X-Request-Id`; but if the first request never arrived, repeating it makes it happen now.
//! [`Client::resend`](crate::Client::resend) does that explicitly.)

mod judge;
mod outcome;
mod status_query;

use std::time::Duration;

use self::judge::{Verdict, judge};
pub use self::outcome::Outcome;
pub use self::status_query::StatusQuery;
pub(super) use self::status_query::why_not_askable;
use super::given::Now;
use super::poll::{Asked, Polls, Schedule};
use super::response::RawResponse;
use super::settings::{Options, Settings};
use crate::error::{Call, Error};
use crate::meta::{Effect, OutcomeRules};

/// What happened to a reconciliation.
#[derive(Debug)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum ReconcileEvent {
    /// It begins.
    Begin,
    /// The status call returned.
    Answered(Result<RawResponse, Error>),
    /// The time of [`ReconcileStep::Sleep`] is over.
    Awake,
}

/// What a reconciliation needs next.
#[derive(Debug)]
pub enum ReconcileStep {
    /// Make the status call: [`ReconcileEvent::Answered`].
    Ask(StatusQuery),
    /// Let this time pass: [`ReconcileEvent::Awake`]. So far this is known, from so many status calls.
    Sleep(Duration, Outcome, u32),
    /// It is over.
    Done(Result<Outcome, Error>),
}

/// A reconciliation as a state machine: see [`machine`](super).
#[derive(Debug)]
pub struct ReconcileMachine {
    /// The status call and the rules for its response; or how it ends without one.
    query: Result<(StatusQuery, &'static OutcomeRules), Result<Outcome, Error>>,
    polls: Polls,
    last: Option<RawResponse>,
    /// Whether a response has shown the call: then a later "nothing found" is no "no".
    was_seen: bool,
    /// How long the call has been over already, as far as a record shows it.
    over_since: Duration,
    /// How much sooner than usual the client gave the call up: the provider may still be at work on it.
    given_up_early: Duration,
}

/// What one answer has shown.
enum Next {
    Settled(Result<Outcome, Error>),
    Open(Outcome),
}

impl ReconcileMachine {
    /// Creates a reconciliation of a lost call, or of one that could not be formed.
    pub fn new(settings: &Settings, lost: Result<Call, Error>, schedule: Schedule) -> Self {
        let query = lost.and_then(|lost| query(settings, &lost)).unwrap_or_else(|error| Err(Err(error)));
        let given_up_early = Options::default().timeout.saturating_sub(settings.options.timeout);
        let (polls, over_since) = (Polls::new(schedule), Duration::ZERO);
        Self { query, polls, last: None, was_seen: false, over_since, given_up_early }
    }

    /// Sets how long the call can no longer have been under way.
    #[must_use]
    pub fn over_since(mut self, time: Duration) -> Self {
        self.over_since = time;
        self
    }

    /// Says that the provider has shown the call before: a later "not found" is no "no" then.
    #[must_use]
    pub fn was_seen(mut self) -> Self {
        self.was_seen = true;
        self
    }

    /// Reports whether the call is not one that this client asks about: another account's, or one that only reads.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.query, Err(Err(_)))
    }

    /// Takes an event and returns the next step.
    pub fn handle(&mut self, now: Now, event: ReconcileEvent) -> ReconcileStep {
        let (query, rules) = match &mut self.query {
            Ok((query, rules)) => (query.clone(), *rules),
            Err(ended) => {
                return ReconcileStep::Done(std::mem::replace(ended, Ok(Outcome::unknown("it is over", None))));
            }
        };
        let ReconcileEvent::Answered(answer) = event else {
            self.polls.begin(now);
            return ReconcileStep::Ask(query);
        };
        let asked = self.polls.answered(now);
        match (self.next(rules, &query, answer, asked), asked.pause) {
            (Next::Settled(outcome), _) => ReconcileStep::Done(outcome),
            (Next::Open(outcome), None) => ReconcileStep::Done(Ok(outcome)),
            (Next::Open(outcome), Some(pause)) => ReconcileStep::Sleep(pause, outcome, asked.times),
        }
    }

    fn next(
        &mut self,
        rules: &'static OutcomeRules,
        query: &StatusQuery,
        answer: Result<RawResponse, Error>,
        asked: Asked,
    ) -> Next {
        let verdict = match answer {
            Ok(response) => {
                let verdict = judge(rules, query, response.message());
                self.was_seen |= matches!(verdict, Verdict::Open(_) | Verdict::Failed(_));
                self.last = Some(response);
                verdict
            }
            Err(error @ Error::Invalid(_)) => return Next::Settled(Err(error)),
            Err(Error::Provider(e)) if e.code.as_deref().is_some_and(|code| rules.not_found_codes.contains(&code)) => {
                self.last = None;
                Verdict::Absent(format!("{} found nothing ({})", query.endpoint.id, e.code.unwrap_or_default()))
            }
            Err(error) => Verdict::Open(format!("the status call failed: {error}")),
        };
        match (verdict, self.last.clone()) {
            (Verdict::Happened, Some(response)) => Next::Settled(Ok(Outcome::Happened(Box::new(response)))),
            (Verdict::Happened, None) => Next::Open(Outcome::unknown("the response got lost", None)),
            (Verdict::Absent(reason), response) if self.was_seen => {
                Next::Open(Outcome::unknown(format!("{reason}, but an earlier response did"), response))
            }
            (Verdict::Failed(reason) | Verdict::Absent(reason), response) => self.no(rules, reason, response, asked),
            // Asking again what can never be told only delays the response.
            (Verdict::Open(reason), response) if rules.is_empty() && self.was_seen => {
                Next::Settled(Ok(Outcome::unknown(reason, response)))
            }
            (Verdict::Open(reason), response) => Next::Open(Outcome::unknown(reason, response)),
        }
    }

    /// Concludes that the call did not happen, if the grace period is over.
    fn no(&self, rules: &OutcomeRules, reason: String, response: Option<RawResponse>, asked: Asked) -> Next {
        let grace = rules.not_found_grace.saturating_add(self.given_up_early);
        if asked.begun_after.saturating_add(self.over_since) >= grace {
            return Next::Settled(Ok(Outcome::DidNotHappen { reason, response: response.map(Box::new) }));
        }
        let reason = format!("{reason}, not conclusive until {} seconds have passed", grace.as_secs());
        Next::Open(Outcome::unknown(reason, response))
    }
}

/// Returns the status call about a lost call and its rules, or how the reconciliation ends without one.
#[expect(clippy::type_complexity, reason = "the field it fills says what it is")]
fn query(
    settings: &Settings,
    lost: &Call,
) -> Result<Result<(StatusQuery, &'static OutcomeRules), Result<Outcome, Error>>, Error> {
    if lost.endpoint.effect == Effect::Read {
        return Err(Error::invalid(Some(lost.endpoint), "", "it only reads, so it has no outcome; send it again"));
    }
    settings.refuse_uncallable(lost.endpoint)?;
    if let Some(reason) = settings.why_not_asked(lost) {
        return Err(Error::invalid(Some(lost.endpoint), "", reason));
    }
    let rules = lost.endpoint.outcome.unwrap_or(&OutcomeRules::DEFAULT);
    Ok(match lost.status_query() {
        Some(query) => Ok((query, rules)),
        None => Err(Ok(Outcome::unknown(lost.why_no_status_query(), None))),
    })
}
