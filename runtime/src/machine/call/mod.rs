//! One call: recorded, sent, retried where that is harmless, judged, read, and its outcome recorded.

mod attempt;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use uuid::Uuid;

use self::attempt::lock;
use super::given::{Entropy, Now};
use super::limits::{Limits, Ticket};
use super::outcome::{entry_state, intent, not_sent};
use super::prepared::{PreparedRequest, SentRequest};
use super::response::RawResponse;
use super::settings::Settings;
use super::step::{Event, Step};
use crate::api::endpoint::ResponseBody;
use crate::error::{Call, Error, Unknown};
use crate::http::HttpRequest;
use crate::journal::JournalError;
use crate::meta::Effect;
use crate::tree::TreeError;

/// One call as a state machine: see [`machine`](super). `Debug` shows the endpoint and the attempt.
pub struct CallMachine {
    settings: Arc<Settings>,
    sent: SentRequest,
    /// The next attempt, until it is sent.
    http: Option<HttpRequest>,
    entropy: Entropy,
    state: State,
    begun: Duration,
    /// Time after which the call is not sent any more.
    end: Option<Duration>,
    attempt: u32,
    /// The first attempt that may have arrived.
    doubt: Option<Box<Unknown>>,
    /// Key of the journal entry, once it is recorded.
    key: Option<Uuid>,
    ticket: Option<Ticket>,
    woken: Option<Ticket>,
}

/// What a call waits for.
enum State {
    New,
    Recording(Uuid),
    /// For a permit.
    Waiting,
    /// For the minimum interval between calls that change something.
    Paced,
    Sending,
    /// Before it is sent again.
    Pausing,
    Reading(RawResponse),
    RecordingOutcome(Result<RawResponse, Error>),
    Done,
}

impl fmt::Debug for CallMachine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = self.sent.endpoint.id;
        f.debug_struct("CallMachine")
            .field("endpoint", &endpoint)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

impl CallMachine {
    /// Creates a call of a request that is ready to be sent.
    pub fn new(settings: Arc<Settings>, prepared: PreparedRequest, entropy: Entropy) -> Self {
        let PreparedRequest { http, sent, .. } = prepared;
        Self {
            settings,
            sent,
            http: Some(http),
            entropy,
            state: State::New,
            begun: Duration::ZERO,
            end: None,
            attempt: 0,
            doubt: None,
            key: None,
            ticket: None,
            woken: None,
        }
    }

    /// Returns the accepted response that [`Step::Read`] asks to give its type.
    pub fn response(&self) -> Option<&RawResponse> {
        match &self.state {
            State::Reading(response) => Some(response),
            _ => None,
        }
    }

    /// Gives the response that [`Step::Read`] is about its type. Nothing if there is no such response.
    pub fn read<T: ResponseBody>(&self) -> Option<Result<T, TreeError>> {
        self.response().map(|response| response.tree.deserialize())
    }

    /// Returns the number under which the call waits for a permit.
    pub fn ticket(&self) -> Option<Ticket> {
        self.ticket
    }

    /// Takes the number of another call whose turn it became by the last event, to wake it.
    pub fn take_woken(&mut self) -> Option<Ticket> {
        self.woken.take()
    }

    /// Returns a span for everything that belongs to the call.
    pub fn span(&self) -> tracing::Span {
        let endpoint = self.sent.endpoint;
        tracing::debug_span!(
            "freedompay.call",
            endpoint = endpoint.id,
            request_id = self.sent.request_id(),
            method = endpoint.method.as_str(),
            uri = endpoint.uri,
            body_bytes = self.http.as_ref().map(|http| http.body.len()),
        )
    }

    /// Takes an event and returns the next step.
    pub fn handle(&mut self, now: Now, event: Event, limits: &Mutex<Limits>) -> Step {
        match (&self.state, event) {
            (State::Done, _) => Step::Pending,
            (_, Event::Cancelled) => self.cancelled(limits),
            (State::New, Event::Begin) => self.begin(now, limits),
            (State::Recording(key), Event::Recorded(result)) => self.recorded(now, *key, result, limits),
            (State::Waiting, Event::Turn) | (State::Paced, Event::Awake) => self.take_permit(now, limits),
            (State::Waiting, Event::Awake) => self.out_of_time(now, limits),
            (State::Sending, Event::Responded(http)) => self.attempted(now, Ok(http), limits),
            (State::Sending, Event::Failed(failure)) => self.attempted(now, Err(failure), limits),
            (State::Pausing, Event::Awake) => self.send_again(now, limits),
            (State::Reading(_), Event::Read(result)) => self.was_read(result),
            (State::RecordingOutcome(_), Event::OutcomeRecorded(result)) => self.outcome_recorded(result),
            _ => Step::Pending,
        }
    }

    fn begin(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        self.begun = now.elapsed;
        let is_recorded = self.settings.records && self.sent.endpoint.effect == Effect::Money;
        let options = &self.settings.options;
        // A recorded call is not sent after the time that its record names.
        let limit = if is_recorded { Some(options.longest()) } else { options.total_timeout };
        self.end = limit.and_then(|limit| now.elapsed.checked_add(limit));
        if !is_recorded {
            return self.take_permit(now, limits);
        }
        let key = self.entropy.journal_key(now);
        self.state = State::Recording(key);
        Step::Record(intent(&self.settings, &self.sent, key, now))
    }

    fn recorded(&mut self, now: Now, key: Uuid, result: Result<(), JournalError>, limits: &Mutex<Limits>) -> Step {
        if let Err(error) = result {
            return self.finish(Err(not_sent(self.call(now), format!("the journal cannot record it: {error}"))));
        }
        self.key = Some(key);
        self.take_permit(now, limits)
    }

    fn was_read(&mut self, result: Result<(), TreeError>) -> Step {
        let State::Reading(response) = std::mem::replace(&mut self.state, State::Done) else { return Step::Pending };
        let outcome = match result {
            Ok(()) => Ok(response),
            Err(error) => Err(self.masked(response.unreadable(&error))),
        };
        self.finish(outcome)
    }

    fn finish(&mut self, outcome: Result<RawResponse, Error>) -> Step {
        let Some(key) = self.key else {
            self.state = State::Done;
            return Step::Done(outcome);
        };
        let entry = entry_state(outcome.as_ref().err());
        self.state = State::RecordingOutcome(outcome);
        Step::RecordOutcome(key, entry)
    }

    /// Failing to record the outcome must not hide the outcome itself: the entry stays open and is asked about again.
    fn outcome_recorded(&mut self, result: Result<(), JournalError>) -> Step {
        if let Err(error) = result {
            tracing::error!(%error, key = ?self.key, "the journal failed to record an outcome; the call stays in doubt");
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::RecordingOutcome(outcome) => Step::Done(outcome),
            _ => Step::Pending,
        }
    }

    /// Gives back what the call holds. Nothing is recorded: a pending entry whose time is up counts as in doubt.
    fn cancelled(&mut self, limits: &Mutex<Limits>) -> Step {
        self.leave_queue(limits);
        if let State::Sending = std::mem::replace(&mut self.state, State::Done) {
            self.woken = lock(limits).release();
        }
        Step::Pending
    }

    /// Hides what a server quotes of the request's secrets.
    fn masked(&self, error: Error) -> Error {
        self.settings.masked(error, &self.sent, &self.entropy)
    }

    fn call(&self, now: Now) -> Call {
        let call = Call::new(self.sent.endpoint, self.sent.request_id(), self.sent.ids());
        Call { attempts: self.attempt, elapsed: now.elapsed.saturating_sub(self.begun), ..call }
    }

    fn left(&self, now: Now) -> Option<Duration> {
        self.end.map(|end| end.saturating_sub(now.elapsed))
    }
}
