//! The events that a call is given, and the steps it asks for.

use std::time::Duration;

use crate::error::Error;
use crate::http::{HttpRequest, HttpResponse, TransportError};
use crate::journal::{Intent, JournalError, OutcomeRecord};
use crate::machine::response::RawResponse;
use crate::tree::TreeError;

/// What happened to a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// The call begins.
    Begin,
    /// The intent of [`Step::Record`] was kept, or could not be.
    Recorded(Result<(), JournalError>),
    /// A permit may be free: asked after [`Step::Wait`] as often as the driver likes, and once the call's
    /// [`Ticket`](super::Ticket) was woken.
    Turn,
    /// The time of [`Step::Wait`] or [`Step::Sleep`] is over.
    Awake,
    /// A whole response came.
    Responded(HttpResponse),
    /// No response came.
    Failed(TransportError),
    /// The response of [`Step::Read`] was given its type, or could not be.
    Read(Result<(), TreeError>),
    /// The outcome of [`Step::RecordOutcome`] was kept, or not because somebody else holds the entry by now; or could not be.
    OutcomeRecorded(Result<bool, JournalError>),
    /// The program no longer waits for the call. May come at any time, and asks for nothing: a pending entry of the journal
    /// whose time is up counts as in doubt.
    Cancelled,
}

impl From<Result<HttpResponse, TransportError>> for Event {
    fn from(outcome: Result<HttpResponse, TransportError>) -> Self {
        match outcome {
            Ok(response) => Self::Responded(response),
            Err(failure) => Self::Failed(failure),
        }
    }
}

/// What a call needs next. Each is answered by an event.
#[derive(Debug)]
pub enum Step {
    /// Record the intent so that it survives the loss of process and power: [`Event::Recorded`].
    Record(Intent),
    /// Wait for a permit, at most for this time: [`Event::Turn`] or, when the time is over, [`Event::Awake`].
    Wait(Option<Duration>),
    /// Let this time pass: [`Event::Awake`].
    Sleep(Duration),
    /// Send the request once: [`Event::Responded`] or [`Event::Failed`].
    Send(HttpRequest),
    /// Give [`CallMachine::response`](super::CallMachine::response) its type: [`Event::Read`].
    Read,
    /// Record how the call ended: [`Event::OutcomeRecorded`].
    RecordOutcome(OutcomeRecord),
    /// The call is over.
    Done(Result<RawResponse, Error>),
    /// Nothing: the event was not one that the last step asks for, and changes nothing.
    Pending,
}
