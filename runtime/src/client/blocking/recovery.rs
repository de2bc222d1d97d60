//! The recovered calls, one by one.

use std::fmt;
use std::time::Duration;

use super::Runtime;
use crate::client::recover::{self, Recovered, RecoveryProgress};
use crate::error::Error;

/// The recovered calls as an iterator: see [`RecoveryStream`](crate::RecoveryStream). Nothing is asked while
/// [`next`](Iterator::next) is not called.
#[must_use = "nothing is asked until it is iterated over"]
pub struct RecoveryStream<'a> {
    stream: recover::RecoveryStream<'a>,
    runtime: Runtime,
    is_refused: bool,
}

impl<'a> RecoveryStream<'a> {
    pub(super) fn new(stream: recover::RecoveryStream<'a>, runtime: Runtime) -> Self {
        Self { stream, runtime, is_refused: false }
    }

    /// Looks for open calls again and again, as [`RecoveryStream::repeat_every`](crate::RecoveryStream::repeat_every): the iterator
    /// never ends, so give it a thread.
    pub fn repeat_every(mut self, pause: Duration) -> Self {
        self.stream = self.stream.repeat_every(pause);
        self
    }

    /// Returns how far the recovery has come.
    pub fn progress(&self) -> RecoveryProgress {
        self.stream.progress()
    }
}

impl Iterator for RecoveryStream<'_> {
    type Item = Result<Recovered, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_refused {
            return None;
        }
        self.runtime.block_on(self.stream.next()).unwrap_or_else(|error| {
            // Where blocking is refused now it would be refused for ever.
            self.is_refused = true;
            Some(Err(error))
        })
    }
}

impl fmt::Debug for RecoveryStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}
