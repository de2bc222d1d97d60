//! One call: recorded, sent, retried where that is harmless, judged, read, and its outcome recorded.

mod attempt;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use uuid::Uuid;

use self::attempt::lock;
use super::given::{Entropy, Now};
use super::limits::{Limits, Ticket};
use super::outcome::{intent, not_sent, record};
use super::prepared::{PreparedRequest, SentRequest};
use super::response::RawResponse;
use super::settings::Settings;
use super::step::{Event, Step};
use crate::api::endpoint::ResponseBody;
use crate::error::{Call, Error, Unknown};
use crate::http::HttpRequest;
use crate::journal::JournalError;
use crate::message::unread::Typed;
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
    begun: Now,
    /// Time after its beginning at which the call is not sent any more.
    limit: Option<Duration>,
    attempt: u32,
    /// The first attempt that may have arrived.
    doubt: Option<Box<Unknown>>,
    /// Key of the journal entry, if the call is recorded.
    key: Option<Uuid>,
    ticket: Option<Ticket>,
    woken: Option<Ticket>,
}

/// What a call waits for.
enum State {
    New,
    Recording,
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
            begun: Now::default(),
            limit: None,
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
    pub fn read<T: ResponseBody>(&self) -> Option<Result<Typed<T>, TreeError>> {
        self.response().map(RawResponse::read)
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
            (State::Recording, Event::Recorded(result)) => self.recorded(now, result, limits),
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
        self.begun = now;
        let url = self.http.as_ref().map_or("", |http| &http.url);
        if let Some(reason) = self.settings.why_not_ours(&self.sent, url) {
            self.state = State::Done;
            return Step::Done(Err(Error::invalid(Some(self.sent.endpoint), "", reason)));
        }
        let is_recorded = self.settings.records && self.sent.endpoint.effect == Effect::Money;
        let options = &self.settings.options;
        // A recorded call is not sent after the time that its record names.
        self.limit = if is_recorded { Some(options.longest()) } else { options.total_timeout };
        if !is_recorded {
            return self.take_permit(now, limits);
        }
        let key = self.entropy.journal_key(now);
        self.key = Some(key);
        self.state = State::Recording;
        Step::Record(intent(&self.settings, &self.sent, key))
    }

    fn recorded(&mut self, now: Now, result: Result<(), JournalError>, limits: &Mutex<Limits>) -> Step {
        let Err(error) = result else { return self.take_permit(now, limits) };
        // Whether the record was kept nobody knows, so its key is named; that nothing was sent is certain.
        self.state = State::Done;
        Step::Done(Err(not_sent(self.call(now), format!("the journal cannot record it: {error}"))))
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
        let record = record(&self.settings, &self.sent, key, &outcome);
        self.state = State::RecordingOutcome(outcome);
        Step::RecordOutcome(record)
    }

    /// Failing to record the outcome must not hide the outcome itself: the entry stays open and is asked about again.
    fn outcome_recorded(&mut self, result: Result<bool, JournalError>) -> Step {
        let key = self.key;
        match result {
            Ok(true) => {}
            Ok(false) => tracing::warn!(?key, "the outcome came after the call's time; another asks about it by now"),
            Err(error) => {
                tracing::error!(%error, ?key, "the journal failed to record an outcome; the call stays in doubt");
            }
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
        Call {
            account: Some(Arc::clone(self.settings.journal_account())),
            attempts: self.attempt,
            elapsed: now.since(self.begun),
            journal_key: self.key,
            ..call
        }
    }

    /// Returns the time in which the call may still be sent. For a recorded call the clock counts that has run further: the
    /// monotonic one stands still while a machine sleeps, and whoever recovers the entry does not.
    fn left(&self, now: Now) -> Option<Duration> {
        let passed = if self.key.is_some() { now.longest_since(self.begun) } else { now.since(self.begun) };
        self.limit.map(|limit| limit.saturating_sub(passed))
    }
}
