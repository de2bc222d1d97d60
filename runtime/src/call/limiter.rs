//! The limiter of attempts: maximum concurrency, and a minimum interval between calls that change something.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::meta::Effect;
use crate::transport::Transport;

/// The limits, shared by the clones of a client.
#[derive(Debug)]
pub(crate) struct Limiter {
    semaphore: Option<Semaphore>,
    pace: MinInterval,
}

/// A permit for one exchange, returned when dropped; nothing if there is no limit.
pub(crate) type Permit<'a> = Option<SemaphorePermit<'a>>;

impl Limiter {
    pub(crate) fn new(max_concurrency: Option<usize>, pacing: Duration) -> Self {
        let semaphore = max_concurrency.map(|n| Semaphore::new(n.min(Semaphore::MAX_PERMITS)));
        Self { semaphore, pace: MinInterval::new(pacing) }
    }

    /// Acquires a permit before `end`. A call waiting out the pacing interval holds no permit
    /// meanwhile, so reads overtake it.
    pub(crate) async fn take(
        &self,
        effect: Effect,
        end: Option<Instant>,
        transport: &dyn Transport,
    ) -> Result<Permit<'_>, OutOfTime> {
        loop {
            let permit = match &self.semaphore {
                // The semaphore is never closed, so this always succeeds.
                Some(semaphore) => within(semaphore.acquire(), end, transport).await?.ok(),
                None => None,
            };
            let is_over = |wait| left(end).is_some_and(|left| left <= wait);
            if is_over(Duration::ZERO) {
                return Err(OutOfTime);
            }
            let Some(wait) = self.pace.take(effect) else { return Ok(permit) };
            drop(permit);
            if is_over(wait) {
                return Err(OutOfTime);
            }
            transport.sleep(wait).await;
        }
    }
}

/// The total timeout elapsed before a permit was free.
#[derive(Debug)]
pub(crate) struct OutOfTime;

/// Returns the time until `end`, if there is one.
pub(crate) fn left(end: Option<Instant>) -> Option<Duration> {
    end.map(|end| end.saturating_duration_since(Instant::now()))
}

async fn within<T>(
    future: impl Future<Output = T>,
    end: Option<Instant>,
    clock: &dyn Transport,
) -> Result<T, OutOfTime> {
    let Some(left) = left(end) else { return Ok(future.await) };
    let (mut future, mut alarm) = (pin!(future), clock.sleep(left));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Ok(value)),
        Poll::Pending => alarm.as_mut().poll(context).map(|()| Err(OutOfTime)),
    })
    .await
}

/// Longest single sleep. A timer computes its end, which must not overflow; the wait continues after it.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Starts at most one call per interval. Shared by the clones of a client.
#[derive(Debug)]
pub(crate) struct MinInterval {
    interval: Duration,
    last: Mutex<Option<Instant>>,
}

impl MinInterval {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { interval, last: Mutex::new(None) }
    }

    /// Starts the interval if the last one is over, else returns how long to wait. Reads never wait.
    ///
    /// A waiting call reserves nothing, so one that is cancelled, or not polled, delays nobody. In return, calls that
    /// wait together start in no particular order.
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
