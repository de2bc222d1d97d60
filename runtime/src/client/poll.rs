//! The polling loop shared by `wait` and `reconcile`.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::client::AnyClient;

/// When to poll.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule {
    /// Time between the first two polls; it doubles from one to the next.
    pub(crate) interval: Duration,
    /// The longest interval.
    pub(crate) longest: Duration,
    /// Time after which no further poll starts.
    pub(crate) deadline: Duration,
}

/// The polls made so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// How many polls were made.
    pub(crate) times: u32,
    /// Time since the first poll, at least the time slept by the transport's clock.
    pub(crate) elapsed: Duration,
    /// Whether there is no time for another poll.
    pub(crate) is_last: bool,
}

/// Polls until `judge` breaks, or the time is up: then the last value it continued with is the result.
pub(crate) async fn poll<Q, T, F: Future<Output = Q>>(
    client: &AnyClient,
    schedule: Schedule,
    mut ask: impl FnMut() -> F,
    mut judge: impl FnMut(Q, Asked) -> ControlFlow<T, T>,
) -> T {
    let begun = Instant::now();
    let (mut slept, mut pause, mut times) = (Duration::ZERO, schedule.interval, 0_u32);
    loop {
        let response = ask().await;
        times = times.saturating_add(1);
        // A transport with its own clock sleeps without time passing here.
        let elapsed = begun.elapsed().max(slept);
        let is_last = elapsed.saturating_add(pause) > schedule.deadline;
        match judge(response, Asked { times, elapsed, is_last }) {
            ControlFlow::Break(settled) => return settled,
            ControlFlow::Continue(ambiguous) if is_last => return ambiguous,
            ControlFlow::Continue(_) => {}
        }
        client.sleep(pause).await;
        slept = slept.saturating_add(pause);
        pause = pause.saturating_mul(2).min(schedule.longest.max(schedule.interval));
    }
}
