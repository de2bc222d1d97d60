//! A model of the provider: what became of each order, and what it says about it.
//!
//! It keeps the promises that the library relies on, and no more: a call shows within a minute of its arrival, and a
//! repeated `X-Request-Id` does nothing twice.

use std::time::Duration;

use crate::bodies::Body;
use crate::calls::Kind;
use crate::choices::Choices;

/// What became of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    /// No request about it has arrived.
    Untouched,
    /// It was refused; nothing happened, nor will it.
    Refused,
    /// It was accepted, shows from one moment on and is settled from another on.
    Accepted {
        /// When status calls know of it.
        shows: Duration,
        /// When it has succeeded or failed.
        settles: Duration,
        /// Whether it succeeds.
        succeeds: bool,
    },
}

/// The provider's side of an order.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// The program's job that it is for.
    pub job: usize,
    /// Whose account it is asked for by; no other account knows of it.
    pub merchant: usize,
    /// What became of it.
    pub truth: Truth,
    /// The `X-Request-Id` of its first request.
    request_id: Option<String>,
    /// Requests that did something, or would have.
    pub effective: u32,
}

/// A time that is shorter than the minute within which a call shows.
const LAGS: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(300),
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_secs(55),
];

impl Order {
    /// An order that nobody has asked for.
    pub(crate) fn new(job: usize, merchant: usize) -> Self {
        Self { job, merchant, truth: Truth::Untouched, request_id: None, effective: 0 }
    }

    /// Receives a request that changes something.
    pub(crate) fn receive(&mut self, request_id: Option<&str>, now: Duration, choices: &mut Choices) {
        if request_id.is_some() && request_id == self.request_id.as_deref() {
            return;
        }
        self.effective += 1;
        if self.effective > 1 {
            return;
        }
        self.request_id = request_id.map(str::to_owned);
        self.truth = if choices.once_in(4) {
            Truth::Refused
        } else {
            let shows = now + choices.one_of(&LAGS);
            Truth::Accepted { shows, settles: shows + choices.one_of(&LAGS), succeeds: !choices.once_in(5) }
        };
    }

    /// Returns what the provider plainly answers.
    pub(crate) fn plain(&self, kind: Kind, now: Duration) -> Body {
        let asks = kind.asks();
        match self.truth {
            Truth::Untouched if asks => Body::NotFound,
            Truth::Untouched | Truth::Refused if !asks => Body::Refusal,
            Truth::Accepted { .. } if !asks => Body::Success,
            Truth::Accepted { shows, .. } if now < shows => Body::NotFound,
            Truth::Accepted { settles, .. } if now < settles => Body::Processing,
            Truth::Accepted { succeeds: true, .. } => Body::Success,
            Truth::Accepted { .. } => Body::Failed,
            Truth::Untouched | Truth::Refused => Body::NotFound,
        }
    }

    /// Reports whether a body may come about this order. What something in between writes may come always; what only
    /// the provider can write is true.
    pub(crate) fn allows(&self, body: Body, kind: Kind, now: Duration) -> bool {
        let plain = self.plain(kind, now);
        match body {
            Body::Success | Body::Forged | Body::Cut | Body::Mistyped => plain == Body::Success,
            Body::Processing | Body::Failed | Body::NotFound => plain == body,
            Body::Refusal | Body::UnsignedError if plain == Body::Refusal => true,
            // Of a status call it is an error that says nothing about the order.
            Body::Refusal | Body::UnsignedError => kind.asks(),
            // A signed error with a code that leaves nothing open proves that nothing was done.
            Body::Quoting => plain == Body::Refusal || !kind.is_form(),
            _ => true,
        }
    }

    /// Reports whether something happened, in the end.
    pub(crate) fn happened(&self) -> bool {
        matches!(self.truth, Truth::Accepted { succeeds: true, .. })
    }

    /// Reports whether the provider took it on.
    pub(crate) fn was_accepted(&self) -> bool {
        matches!(self.truth, Truth::Accepted { .. })
    }
}
