//! The clock, which tests can stop and move.

use std::time::Duration;

use freedompay::AlmatyTime;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The machine's time plus the time it was moved by, or a stopped time that only moves by hand.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    moved: SignedDuration,
    #[serde(rename = "stands_at")]
    stopped_at: Option<Timestamp>,
}

impl Clock {
    /// Creates a clock that is stopped at a time.
    pub(crate) fn stopped_at(time: Timestamp) -> Self {
        Self { moved: SignedDuration::ZERO, stopped_at: Some(time) }
    }

    /// Returns the time.
    pub(crate) fn now(&self) -> Timestamp {
        let base = self.stopped_at.unwrap_or_else(Timestamp::now);
        base.saturating_add(self.moved).unwrap_or(base)
    }

    /// Moves the clock forward; never back, since past events stay.
    pub(crate) fn advance(&mut self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.moved = self.moved.saturating_add(by);
    }

    /// Returns whether time passes by itself.
    pub(crate) fn runs(&self) -> bool {
        self.stopped_at.is_none()
    }
}

/// Adds a duration to a time, up to the latest possible time.
pub(crate) fn after(time: Timestamp, wait: Duration) -> Timestamp {
    time.saturating_add(wait).unwrap_or(time)
}

/// Formats `YYMM` in Almaty, for the expiry of cards.
pub(crate) fn year_month(time: Timestamp) -> String {
    let text = almaty(time);
    [2..4, 5..7].map(|part| text.get(part).unwrap_or_default()).concat()
}

/// Formats `YYYY-MM-DD HH:MM:SS` in Almaty, as the provider writes dates without an offset.
pub(crate) fn almaty(time: Timestamp) -> String {
    // Only the last hours of the year 9999 have no such form.
    AlmatyTime::from_unix_seconds(time.as_second()).map(|time| time.to_string()).unwrap_or_default()
}

/// Formats RFC 3339 in UTC with the offset in digits, as in `pg_datetime`.
pub(crate) fn utc(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}
