//! Time, which tests can move.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, tz};
use serde::{Deserialize, Serialize};

/// Almaty's offset since March 2024, before which it was an hour more.
const ALMATY: tz::Offset = tz::offset(5);

/// The machine's time plus what it was moved by, or a time that stands still until it is moved.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    moved: SignedDuration,
    stands_at: Option<Timestamp>,
}

impl Clock {
    pub(crate) fn standing_at(time: Timestamp) -> Self {
        Self { moved: SignedDuration::ZERO, stands_at: Some(time) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        let base = self.stands_at.unwrap_or_else(Timestamp::now);
        base.saturating_add(self.moved).unwrap_or(base)
    }

    /// Forward only: what has happened stays.
    pub(crate) fn advance(&mut self, by: Duration) {
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        self.moved = self.moved.saturating_add(by);
    }

    /// Whether time passes by itself.
    pub(crate) fn runs(&self) -> bool {
        self.stands_at.is_none()
    }
}

/// So much later; the end of time is late enough.
pub(crate) fn after(time: Timestamp, wait: Duration) -> Timestamp {
    time.saturating_add(wait).unwrap_or(time)
}

/// `YYMM` in Almaty, for the expiry of cards.
pub(crate) fn year_month(time: Timestamp) -> String {
    time.to_zoned(tz::TimeZone::fixed(ALMATY)).strftime("%y%m").to_string()
}

/// `YYYY-MM-DD HH:MM:SS` in Almaty, as the provider writes dates without an offset.
pub(crate) fn almaty(time: Timestamp) -> String {
    time.to_zoned(tz::TimeZone::fixed(ALMATY)).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// RFC 3339 in UTC with the offset in digits, as `pg_datetime` is written.
pub(crate) fn utc(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}
