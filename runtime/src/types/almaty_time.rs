//! Dates as the form APIs write them: Almaty time without an offset.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};
use tz::datetime::{DateTime, FoundDateTimeKind, UtcDateTime};
use tzdb_data::time_zone::asia::ALMATY;

use crate::meta::TypeMeta;
use crate::types::wire_type::WireType;

/// A date and time written `YYYY-MM-DD HH:MM:SS`, without an offset, in Almaty time: UTC+5 since 2024-03-01, UTC+6 before, and
/// still others before 2005, by the time zone database.
///
/// That it is Almaty time was observed by an integrator, on a shop in Kazakhstan; no page documents it.
///
/// Where clocks were put back, an hour was written twice, last from 2024-02-29 23:00:00 to 23:59:59: the first of the two is
/// taken. Where they were put forward, an hour was never written: such a time counts by the offset before the change.
///
/// ```
/// # use freedompay_runtime::AlmatyTime;
/// let paid: AlmatyTime = "2026-10-25 12:00:00".parse()?;
/// assert_eq!(paid.to_rfc3339(), "2026-10-25T12:00:00+05:00");
/// assert_eq!(paid.unix_seconds(), 1_792_911_600);
/// assert_eq!("2023-06-01 12:00:00".parse::<AlmatyTime>()?.to_rfc3339(), "2023-06-01T12:00:00+06:00");
/// assert!("2026-02-30 12:00:00".parse::<AlmatyTime>().is_err());
/// # Ok::<(), freedompay_runtime::AlmatyTimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlmatyTime {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

/// A text that is not a date and time of the form `YYYY-MM-DD HH:MM:SS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlmatyTimeError;

impl fmt::Display for AlmatyTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and time of the form YYYY-MM-DD HH:MM:SS")
    }
}

impl std::error::Error for AlmatyTimeError {}

impl AlmatyTime {
    /// Creates the time in Almaty at so many seconds since 1970-01-01T00:00:00Z; nothing outside of the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let time = DateTime::from_timespec(seconds, 0, ALMATY).ok()?;
        let year = u16::try_from(time.year()).ok().filter(|year| (1..=9999).contains(year))?;
        let (month, day) = (time.month(), time.month_day());
        Some(Self { year, month, day, hour: time.hour(), minute: time.minute(), second: time.second() })
    }

    /// Formats the time with its offset: `2026-10-25T12:00:00+05:00`.
    pub fn to_rfc3339(self) -> String {
        let Self { year, month, day, hour, minute, second } = self;
        let minutes = self.offset() / 60;
        let (hours, minutes) = (minutes / 60, minutes % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+{hours:02}:{minutes:02}")
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.as_if_utc().map_or(0, |time| time.unix_time()) - self.offset()
    }

    /// Returns the time of a clock in Greenwich that shows the same. Every time of this type is one.
    fn as_if_utc(self) -> Option<UtcDateTime> {
        UtcDateTime::new(self.year.into(), self.month, self.day, self.hour, self.minute, self.second, 0).ok()
    }

    /// Returns the offset from UTC in seconds; Almaty has always been east of Greenwich.
    fn offset(self) -> i64 {
        let Self { year, month, day, hour, minute, second } = self;
        // One change of the clocks gives two candidates at most; the database has an offset for every time.
        let mut buffer = [None; 2];
        let found = DateTime::find_n(&mut buffer, year.into(), month, day, hour, minute, second, 0, ALMATY).ok();
        let first = found.and_then(|found| found.data().iter().flatten().next().copied());
        let local = first.map(|found| match found {
            FoundDateTimeKind::Normal(time) | FoundDateTimeKind::Skipped { before_transition: time, .. } => time,
        });
        local.map_or(0, |time| time.local_time_type().ut_offset().into())
    }
}

impl FromStr for AlmatyTime {
    type Err = AlmatyTimeError;

    fn from_str(text: &str) -> Result<Self, AlmatyTimeError> {
        const FORM: &[u8; 19] = b"dddd-dd-dd dd:dd:dd";
        let fits = |(given, form): (u8, &u8)| if *form == b'd' { given.is_ascii_digit() } else { given == *form };
        if text.len() != FORM.len() || !text.bytes().zip(FORM).all(fits) {
            return Err(AlmatyTimeError);
        }
        let part = |from: usize| text.get(from..from + 2).and_then(|t| t.parse::<u8>().ok()).ok_or(AlmatyTimeError);
        let year = text.get(..4).and_then(|t| t.parse().ok()).ok_or(AlmatyTimeError)?;
        let time = Self { year, month: part(5)?, day: part(8)?, hour: part(11)?, minute: part(14)?, second: part(17)? };
        // A leap second is not a time here.
        let is_time = year > 0 && time.second < 60 && time.as_if_utc().is_some();
        if is_time { Ok(time) } else { Err(AlmatyTimeError) }
    }
}

/// Writes the time as it was received.
impl fmt::Display for AlmatyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

impl fmt::Debug for AlmatyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for AlmatyTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl WireType for AlmatyTime {
    const TYPE: &'static TypeMeta = &TypeMeta::Text;
}
