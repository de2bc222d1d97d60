//! Waiting for work that the provider does after its response.

use std::time::Duration;

use super::given::Now;
use super::poll::{Polls, Schedule};
use crate::error::Error;

/// What a poll has shown.
#[derive(Clone, Copy, Debug)]
pub enum Polled<'e> {
    /// Asking again would bring nothing new.
    Final,
    /// The work is under way.
    Pending,
    /// The poll itself failed.
    Failed(&'e Error),
}

/// What to do after a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitStep {
    /// Poll again after this time. So many polls were made.
    Again(Duration, u32),
    /// The result of this poll is the result of the wait.
    Done,
}

/// A wait for work as a state machine: see [`machine`](super).
#[derive(Debug)]
pub struct WaitMachine(Polls);

impl WaitMachine {
    /// Begins to wait.
    pub fn new(schedule: Schedule, now: Now) -> Self {
        let mut polls = Polls::new(schedule);
        polls.begin(now);
        Self(polls)
    }

    /// Takes the result of a poll and returns the next step.
    pub fn handle(&mut self, now: Now, polled: Polled<'_>) -> WaitStep {
        // A lost poll changes nothing; the next one follows.
        let goes_on = matches!(polled, Polled::Pending | Polled::Failed(Error::NotSent(_) | Error::Unknown(_)));
        let asked = self.0.answered(now);
        match asked.pause.filter(|_| goes_on) {
            Some(pause) => WaitStep::Again(pause, asked.times),
            None => WaitStep::Done,
        }
    }
}
