//! The clocks of an instance: neither is the world's, and they are wrong in different ways.

use std::time::Duration;

use freedompay_runtime::machine::Now;

/// The wall clock of an instance that is right, at the beginning, in milliseconds since 1970.
const BEGINNING_MS: u64 = 1_780_000_000_000;
const MILLION: u128 = 1_000_000;

/// The two clocks of one instance.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    /// When its process began.
    began: Duration,
    /// How long the machine has slept since then: the monotonic clock stood still.
    slept: Duration,
    /// How much faster than the world its monotonic clock runs, in millionths.
    drift: i32,
    wall_ahead_ms: i64,
}

impl Clock {
    /// Creates clocks that are wrong by so much.
    pub(crate) fn new(drift: i32, wall_ahead_ms: i64) -> Self {
        Self { drift, wall_ahead_ms, ..Self::default() }
    }

    /// Returns the time as the instance reads it.
    pub(crate) fn read(&self, now: Duration) -> Now {
        let awake = now.saturating_sub(self.began).saturating_sub(self.slept);
        let wall = i64::try_from(now.as_millis()).unwrap_or(i64::MAX).saturating_add(self.wall_ahead_ms);
        Now { elapsed: scaled(awake, self.rate(), MILLION, false), unix_ms: BEGINNING_MS.saturating_add_signed(wall) }
    }

    /// Returns how long a timer of the instance takes in the world.
    pub(crate) fn real(&self, time: Duration) -> Duration {
        if self.drift == 0 { time } else { scaled(time, MILLION, self.rate(), true) }
    }

    /// Begins a process.
    pub(crate) fn restart(&mut self, now: Duration) {
        (self.began, self.slept) = (now, Duration::ZERO);
    }

    /// Lets the machine sleep: the monotonic clock stands still, the wall clock goes on.
    pub(crate) fn sleep(&mut self, time: Duration) {
        self.slept += time;
    }

    /// Sets the wall clock.
    pub(crate) fn set_wall(&mut self, by_ms: i64) {
        self.wall_ahead_ms += by_ms;
    }

    fn rate(&self) -> u128 {
        u128::from(1_000_000_u32.saturating_add_signed(self.drift))
    }
}

fn scaled(time: Duration, by: u128, of: u128, up: bool) -> Duration {
    if by == of {
        return time;
    }
    let product = time.as_nanos().saturating_mul(by);
    let nanos = if up { product.div_ceil(of) } else { product / of };
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
