//! The attempts of a call: permits, what is sent, what its response proves, and whether it is sent again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{CallMachine, State};
use crate::error::Error;
use crate::http::{HttpResponse, TransportError};
use crate::machine::given::Now;
use crate::machine::judge::judge;
use crate::machine::limits::{Limits, Permit};
use crate::machine::outcome::{doubt, in_doubt, lost, not_sent, out_of_time};
use crate::machine::prepared::PreparedRequest;
use crate::machine::response::RawResponse;
use crate::machine::retry;
use crate::machine::step::Step;

impl CallMachine {
    /// Sends the next attempt, if there is a permit for it and time left.
    pub(super) fn take_permit(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        if self.left(now) == Some(Duration::ZERO) {
            return self.out_of_time(now, limits);
        }
        let permit = {
            let mut limits = lock(limits);
            let ticket = *self.ticket.get_or_insert_with(|| limits.ticket());
            let permit = limits.take(ticket, self.sent.endpoint.effect, &self.settings, now);
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
    pub(super) fn attempted(
        &mut self,
        now: Now,
        outcome: Result<HttpResponse, TransportError>,
        limits: &Mutex<Limits>,
    ) -> Step {
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
                judge(&self.sent, call, http)
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

    pub(super) fn send_again(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        self.entropy = self.entropy.next();
        match self.settings.resign(&self.sent, now, &self.entropy) {
            Ok(PreparedRequest { http, sent, .. }) => {
                (self.http, self.sent) = (Some(http), sent);
                self.take_permit(now, limits)
            }
            Err(error) => {
                let error = not_sent(self.call(now), format!("it could not be encoded once more: {error}"));
                let outcome = in_doubt(error, self.doubt.take());
                self.finish(Err(outcome))
            }
        }
    }

    pub(super) fn out_of_time(&mut self, now: Now, limits: &Mutex<Limits>) -> Step {
        self.leave_queue(limits);
        let outcome = in_doubt(out_of_time(self.call(now)), self.doubt.take());
        self.finish(Err(outcome))
    }

    pub(super) fn leave_queue(&mut self, limits: &Mutex<Limits>) {
        if let (State::Waiting, Some(ticket)) = (&self.state, self.ticket) {
            self.woken = lock(limits).leave(ticket);
        }
    }
}

pub(super) fn lock(limits: &Mutex<Limits>) -> MutexGuard<'_, Limits> {
    limits.lock().unwrap_or_else(PoisonError::into_inner)
}
