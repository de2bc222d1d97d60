//! Futures that have no reason to wait, and the one call that a journal in memory has recorded.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use freedompay::journal::{EntryState, MemoryJournal};

/// Returns what a future gives at once; nothing if it waits.
pub fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Returns the state of the last recorded call; nothing if no call was recorded.
pub fn last_state(journal: &MemoryJournal) -> Option<EntryState> {
    journal.entries().last().map(|entry| entry.state)
}
