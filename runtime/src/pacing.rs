//! Distance in time between the calls of a client that change something.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::meta::Effect;

/// Longest single sleep. A timer computes its end, which must not overflow; the wait goes on after it.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Lets one call begin per interval. Shared by the clones of a client.
#[derive(Debug)]
pub(crate) struct Pace {
    interval: Duration,
    last: Mutex<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { interval, last: Mutex::new(None) }
    }

    /// Takes the turn if it has come; else says how long to wait before asking again. Reads always have it.
    ///
    /// A waiting call holds no place: nothing is taken before its turn has come, so one that is cancelled, or not
    /// polled, delays nobody. The price is that calls which wait together begin in no particular order.
    pub(crate) fn take(&self, effect: Effect) -> Option<Duration> {
        if effect == Effect::Read || self.interval.is_zero() {
            return None;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let wait = last.map_or(Duration::ZERO, |last| self.interval.saturating_sub(now.duration_since(last)));
        if wait.is_zero() {
            *last = Some(now);
            return None;
        }
        Some(wait.min(LONGEST_SLEEP))
    }
}
