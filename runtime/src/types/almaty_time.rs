//! Dates as the form APIs write them: Almaty time without an offset.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};

use crate::meta::TypeMeta;
use crate::types::wire_type::WireType;

/// Almaty's offset from UTC, since March 2024.
const OFFSET_HOURS: i64 = 5;

/// A date and time written `YYYY-MM-DD HH:MM:SS`, without an offset, in Almaty time (UTC+5).
///
/// That it is Almaty time was observed by an integrator, on a shop in Kazakhstan; no page documents it.
///
/// ```
/// # use freedompay_runtime::AlmatyTime;
/// let paid: AlmatyTime = "2026-10-25 12:00:00".parse()?;
/// assert_eq!(paid.to_rfc3339(), "2026-10-25T12:00:00+05:00");
/// assert_eq!(paid.unix_seconds(), 1_792_911_600);
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
    /// Formats the time with its offset: `2026-10-25T12:00:00+05:00`.
    pub fn to_rfc3339(self) -> String {
        let Self { year, month, day, hour, minute, second } = self;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+{OFFSET_HOURS:02}:00")
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        let year = i64::from(self.year);
        let years_before = year - 1;
        let leap_days = years_before / 4 - years_before / 100 + years_before / 400;
        let days_of_months: i64 = (1..self.month).map(|month| i64::from(days_in(self.year, month))).sum();
        // 719,162 days lie between the first day of year 1 and the epoch.
        let days = years_before * 365 + leap_days + days_of_months + i64::from(self.day) - 1 - 719_162;
        let seconds = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        days * 86_400 + seconds - OFFSET_HOURS * 3600
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
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
        let is_date = year > 0 && (1..=12).contains(&time.month) && (1..=days_in(year, time.month)).contains(&time.day);
        let is_time = time.hour < 24 && time.minute < 60 && time.second < 60;
        if is_date && is_time { Ok(time) } else { Err(AlmatyTimeError) }
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
