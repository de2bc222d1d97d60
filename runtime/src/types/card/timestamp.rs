//! The time of an encryption of card data.

use std::fmt;
use std::time::{Duration, SystemTime};

/// Date and time inside encrypted card data, `YYYYMMDDHHMMSS`.
///
/// The time zone is not documented, nor how far the clock may be off. The provider's responses have UTC in one field
/// (`pg_datetime`) and Almaty's time in another (`pg_payment_date`), so the form does not show which: UTC is the
/// first to try, and [`at_offset`](Self::at_offset) makes the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardTimestamp(String);

impl CardTimestamp {
    /// Returns the present in UTC.
    pub fn now_utc() -> Self {
        Self::at_offset(SystemTime::now(), 0)
    }

    /// Returns a moment as local time, this many hours east of UTC: 5 for Kazakhstan.
    pub fn at_offset(moment: SystemTime, hours: i8) -> Self {
        let since_1970 = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
        // No clock shows the year 10000, and four digits cannot hold it.
        let seconds = since_1970.saturating_add_signed(i64::from(hours) * 3600).min(253_402_300_799);
        let (days, second) = (seconds / 86_400, seconds % 86_400);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        Self(format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}"))
    }

    /// Parses a time in the form of 14 digits.
    ///
    /// # Errors
    /// If it is not `YYYYMMDDHHMMSS` with a month, day and time that exist.
    pub fn parse(text: &str) -> Result<Self, CardTimestampError> {
        let part = |at: std::ops::Range<usize>| text.get(at)?.parse::<u8>().ok();
        let is_time = || {
            Some(
                (1..=12).contains(&part(4..6)?)
                    && (1..=31).contains(&part(6..8)?)
                    && part(8..10)? < 24
                    && part(10..12)? < 60
                    && part(12..14)? < 60,
            )
        };
        let is_digits = text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit());
        if is_digits && is_time() == Some(true) { Ok(Self(text.to_owned())) } else { Err(CardTimestampError) }
    }

    /// Returns the 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is not a date and time of 14 digits, `YYYYMMDDHHMMSS`. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardTimestampError;

impl fmt::Display for CardTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp is a date and time of 14 digits, YYYYMMDDHHMMSS")
    }
}

impl std::error::Error for CardTimestampError {}

/// Returns year, month and day of a day counted from 1970-01-01, in years that begin in March, so that the leap day is last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year_of_era + next_year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_converted_to_dates() {
        for (seconds, hours, text) in [
            (0, 0, "19700101000000"),
            (951_782_400, 0, "20000229000000"),
            (951_868_799, 0, "20000229235959"),
            (1_773_837_045, 0, "20260318123045"),
            (1_773_837_045, 5, "20260318173045"),
            (1_773_837_045, -13, "20260317233045"),
            (4_107_542_399, 0, "21000228235959"),
            (4_107_542_400, 0, "21000301000000"),
            (u64::MAX >> 2, 0, "99991231235959"),
        ] {
            let Some(moment) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)) else { continue };
            assert_eq!(CardTimestamp::at_offset(moment, hours).as_str(), text);
        }
    }

    #[test]
    fn only_dates_are_parsed() {
        assert!(CardTimestamp::parse("20260318123045").is_ok());
        for text in ["", "2026031812304", "20261318123045", "20260300123045", "20260318243045", "2026+318123045"] {
            assert_eq!(CardTimestamp::parse(text), Err(CardTimestampError));
        }
    }
}
