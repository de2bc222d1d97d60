//! A journal in memory whose clock the test sets, and futures that have no reason to wait.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::journal::{EntryState, MemoryJournal};

/// Returns what a future gives at once; nothing if it waits.
pub fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Returns the state of the one recorded call; nothing if no call was recorded.
pub fn last_state(journal: &MemoryJournal) -> Option<EntryState> {
    journal.entries().last().map(|entry| entry.state)
}

/// A clock that stands still until the test moves it. Its clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicU64>);

impl Clock {
    /// Lets a time pass.
    pub fn pass(&self, time: Duration) {
        self.0.fetch_add(u64::try_from(time.as_millis()).unwrap_or(u64::MAX), Ordering::SeqCst);
    }

    /// Returns the time since the clock was made.
    pub fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    /// Creates a journal with this clock.
    pub fn journal(&self) -> MemoryJournal {
        let clock = self.clone();
        MemoryJournal::with_clock(move || clock.elapsed())
    }
}
