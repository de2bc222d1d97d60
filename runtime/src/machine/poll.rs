//! When a status call is made again, for `wait` and `reconcile`.

use std::time::Duration;

use super::given::Now;

/// When to poll.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Schedule {
    /// Time between the first two polls, at least [`SHORTEST`](Self::SHORTEST); it doubles from one to the next.
    pub interval: Duration,
    /// The longest interval.
    pub longest: Duration,
    /// Time after which no further poll starts.
    pub deadline: Duration,
}

impl Schedule {
    /// The schedule of a reconciliation: quick at first; long enough for "not found" to count as final
    /// ([`OutcomeRules::not_found_grace`](crate::meta::OutcomeRules::not_found_grace)).
    pub const RECONCILE: Self =
        Self { interval: Duration::from_secs(1), longest: Duration::from_secs(30), deadline: Duration::from_secs(150) };

    /// The shortest time between two polls. A shorter interval counts as this one: the provider would be asked without a pause, and
    /// limits the rate of requests.
    pub const SHORTEST: Duration = Duration::from_millis(100);

    /// Creates a schedule whose interval stays the same.
    pub const fn every(interval: Duration, deadline: Duration) -> Self {
        Self { interval, longest: interval, deadline }
    }
}

/// The polls made so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// How many polls were made.
    pub(crate) times: u32,
    /// Time from the first poll to the beginning of the last one, at least the pauses between them: a driver's sleep need not
    /// take real time. A response that took long, or was looked at late, proves nothing about the time since it was asked for.
    pub(crate) begun_after: Duration,
    /// The pause before the next poll; nothing if there is no time for it.
    pub(crate) pause: Option<Duration>,
}

/// Counts the polls of a schedule.
#[derive(Debug)]
pub(crate) struct Polls {
    schedule: Schedule,
    begun: Option<Duration>,
    /// When the last poll began.
    last: Duration,
    slept: Duration,
    pause: Duration,
    times: u32,
}

impl Polls {
    pub(crate) fn new(schedule: Schedule) -> Self {
        let pause = schedule.interval.max(Schedule::SHORTEST);
        Self { schedule, begun: None, last: Duration::ZERO, slept: Duration::ZERO, pause, times: 0 }
    }

    /// Notes that a poll is made now.
    pub(crate) fn begin(&mut self, now: Now) {
        self.begun.get_or_insert(now.elapsed);
        self.last = now.elapsed;
    }

    /// Notes an answered poll, and says when the next one is made.
    pub(crate) fn answered(&mut self, now: Now) -> Asked {
        self.times = self.times.saturating_add(1);
        let begun = *self.begun.get_or_insert(now.elapsed);
        let elapsed = now.elapsed.saturating_sub(begun).max(self.slept);
        let begun_after = self.last.saturating_sub(begun).max(self.slept);
        let pause = self.pause;
        let has_time = elapsed.saturating_add(pause) <= self.schedule.deadline;
        if has_time {
            self.slept = self.slept.saturating_add(pause);
            self.pause =
                pause.saturating_mul(2).min(self.schedule.longest).max(self.schedule.interval).max(Schedule::SHORTEST);
        }
        Asked { times: self.times, begun_after, pause: has_time.then_some(pause) }
    }
}
