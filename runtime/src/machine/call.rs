//! One call: recorded, sent, retried where that is harmless, judged, read, and its outcome recorded.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use super::given::{Entropy, Now};
use super::judge::judge;
use super::limits::{Limits, Permit, Ticket};
use super::outcome::{doubt, entry_state, in_doubt, intent, lost, not_sent, out_of_time};
use super::prepared::{PreparedRequest, SentRequest};
use super::response::RawResponse;
use super::retry;
use super::settings::Settings;
use super::step::{Event, Step};
use crate::api::endpoint::ResponseBody;
use crate::error::{Call, Error, Unknown};
use crate::http::{HttpRequest, HttpResponse, TransportError};
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
    /// When it is no longer sent.
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

    /// Sends the next attempt, if there is a permit for it and time left.
    fn take_permit(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        if self.left(now) == Some(Duration::ZERO) {
            return self.out_of_time(now, limits);
        }
        let permit = {
            let mut limits = lock(limits);
            let ticket = *self.ticket.get_or_insert_with(|| limits.ticket());
            let permit = limits.take(ticket, self.sent.endpoint.effect, now);
            if let Permit::TooSoon(_) = permit {
                self.woken = limits.release();
            }
            permit
        };
        match permit {
            Permit::Granted => self.send(now, limits),
            Permit::Busy => {
                self.state = State::Waiting;
                Step::Wait(self.left(now))
            }
            Permit::TooSoon(wait) if self.left(now).is_some_and(|left| left <= wait) => self.out_of_time(now, limits),
            Permit::TooSoon(wait) => {
                self.state = State::Paced;
                Step::Sleep(wait)
            }
        }
    }

    fn send(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        let Some(mut http) = self.http.take() else {
            self.woken = lock(limits).release();
            return self.out_of_time(now, limits);
        };
        http.timeout = self.left(now).map_or(http.timeout, |left| http.timeout.min(left));
        self.attempt += 1;
        self.state = State::Sending;
        Step::Send(http)
    }

    /// Judges an attempt, and decides whether there is another.
    fn attempted(&mut self, now: Now, outcome: Result<HttpResponse, TransportError>, limits: &Mutex<Limits>) -> Step {
        let outcome = self.judge(now, outcome);
        let mut limits = lock(limits);
        self.woken = limits.release();
        let error = match outcome {
            Ok(response) => {
                limits.earn_retry();
                self.state = State::Reading(response);
                return Step::Read;
            }
            Err(error) => error,
        };
        let pause = self.pause(&error, now).filter(|_| limits.take_retry());
        drop(limits);
        let Some(pause) = pause else {
            let outcome = in_doubt(error, self.doubt.take());
            return self.finish(Err(outcome));
        };
        self.doubt = self.doubt.take().or_else(|| doubt(error));
        self.state = State::Pausing;
        Step::Sleep(pause)
    }

    fn judge(&self, now: Now, outcome: Result<HttpResponse, TransportError>) -> Result<RawResponse, Error> {
        let mut call = self.call(now);
        let outcome = match outcome {
            Ok(http) => {
                call.retry_after = retry::retry_after(&http, now);
                judge(&self.settings.signer, &self.sent, call, http)
            }
            Err(failure) => Err(lost(call, failure)),
        };
        let outcome = outcome.map_err(|error| self.masked(error));
        match &outcome {
            Ok(response) => {
                tracing::debug!(status = response.http.status, body_bytes = response.http.body.len(), "responded");
            }
            Err(error) => tracing::warn!(%error, may_have_happened = error.may_have_happened(), "no usable response"),
        }
        outcome
    }

    /// Returns how long to wait before the call is sent again, if it may be. What may be is decided in `retry`.
    fn pause(&self, error: &Error, now: Now) -> Option<Duration> {
        if self.attempt > self.settings.options.retries || !retry::is_repeatable(error) {
            return None;
        }
        let asked = error.call().and_then(|call| call.retry_after);
        let pause = retry::pause(self.attempt - 1, asked, self.entropy.chance())?;
        self.left(now).is_none_or(|left| pause < left).then_some(pause)
    }

    fn send_again(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        self.entropy = self.entropy.next();
        match self.settings.resign(&self.sent, now, &self.entropy) {
            Ok(PreparedRequest { http, sent, .. }) => {
                (self.http, self.sent) = (Some(http), sent);
                self.take_permit(now, limits)
            }
            Err(error) => {
                let outcome = in_doubt(error, self.doubt.take());
                self.finish(Err(outcome))
            }
        }
    }

    fn out_of_time(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        self.leave_queue(limits);
        let outcome = in_doubt(out_of_time(self.call(now)), self.doubt.take());
        self.finish(Err(outcome))
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

    fn leave_queue(&mut self, limits: &Mutex<Limits>) {
        if let (State::Waiting, Some(ticket)) = (&self.state, self.ticket) {
            self.woken = lock(limits).leave(ticket);
        }
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

fn lock(limits: &Mutex<Limits>) -> MutexGuard<'_, Limits> {
    limits.lock().unwrap_or_else(PoisonError::into_inner)
}
