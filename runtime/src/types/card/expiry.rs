//! Expiry dates of cards.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use super::{CardDataError, card_data, masked};
use crate::secret::Secret;

/// The month and year in which a card expires.
///
/// The APIs want it in several forms, and each has an accessor: two fields of two digits (form calls), two numbers
/// (Async API), `YYYYMM` (encrypted card). A date in the past is not rejected: whether a card still works is up to its
/// issuer.
///
/// ```
/// # use freedompay_runtime as freedompay;
/// use freedompay::Expiry;
///
/// let expiry: Expiry = "09/31".parse()?;
/// assert_eq!(expiry.month().expose_secret(), "09");
/// assert_eq!(expiry.year().expose_secret(), "31");
/// assert_eq!(expiry.year_month().expose_secret(), "203109");
/// # Ok::<(), freedompay::CardDataError>(())
/// ```
#[derive(Clone)]
pub struct Expiry {
    month: ExpiryMonth,
    year: ExpiryYear,
}

impl Expiry {
    /// Creates an expiry from its two halves.
    pub fn new(month: ExpiryMonth, year: ExpiryYear) -> Self {
        Self { month, year }
    }

    /// Creates a value from numbers: a month, and a year of two digits or from 2000 to 2099 (as wallets give it).
    ///
    /// # Errors
    /// If either is out of range.
    pub fn from_numbers(month: u8, year: u16) -> Result<Self, CardDataError> {
        let month = ExpiryMonth::new(&Zeroizing::new(month.to_string()))?;
        Ok(Self { month, year: ExpiryYear::from_number(year)? })
    }

    /// Returns the month, as a field of form calls.
    pub fn month(&self) -> ExpiryMonth {
        self.month.clone()
    }

    /// Returns the year, as a field of form calls.
    pub fn year(&self) -> ExpiryYear {
        self.year.clone()
    }

    /// Returns `YYYYMM`.
    pub fn year_month(&self) -> Secret {
        let mut text = Zeroizing::new(String::with_capacity(6));
        for part in ["20", self.year.expose_secret(), self.month.expose_secret()] {
            text.push_str(part);
        }
        Secret::from_wiped(text)
    }
}

/// Parses `MM/YY` or `MM/YYYY`, with or without spaces around the slash.
impl FromStr for Expiry {
    type Err = CardDataError;

    fn from_str(text: &str) -> Result<Self, CardDataError> {
        let (month, year) = text.split_once('/').ok_or(CardDataError::Expiry)?;
        Ok(Self { month: month.trim_matches(' ').parse()?, year: year.trim_matches(' ').parse()? })
    }
}

impl fmt::Debug for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::secret::MASK)
    }
}

/// The month in which a card expires; two digits on the wire. A type of its own, so that it cannot be mistaken for the
/// year.
#[derive(Clone)]
pub struct ExpiryMonth(Secret);

impl ExpiryMonth {
    /// Parses one or two digits.
    ///
    /// # Errors
    /// If it is not 1 to 12.
    pub fn new(text: &str) -> Result<Self, CardDataError> {
        match number(text).filter(|month| text.len() <= 2 && (1..=12).contains(month)) {
            Some(month) => Ok(Self(two_digits(month))),
            None => Err(CardDataError::Month),
        }
    }

    /// Returns the two digits.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }

    /// Returns the month as a number, 1 to 12.
    pub fn number(&self) -> u8 {
        self.expose_secret().parse().unwrap_or_default()
    }
}

/// The year in which a card expires; its last two digits on the wire. A type of its own, so that it cannot be mistaken
/// for the month.
#[derive(Clone)]
pub struct ExpiryYear(Secret);

impl ExpiryYear {
    /// Parses two digits, or a year from 2000 to 2099.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn new(text: &str) -> Result<Self, CardDataError> {
        match (text.len(), number(text)) {
            (2, Some(year)) | (4, Some(year @ 2000..)) => Self::from_number(year),
            _ => Err(CardDataError::Year),
        }
    }

    fn from_number(year: u16) -> Result<Self, CardDataError> {
        match year {
            0..=99 => Ok(Self(two_digits(year))),
            2000..=2099 => Ok(Self(two_digits(year - 2000))),
            _ => Err(CardDataError::Year),
        }
    }

    /// Returns the two digits.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }

    /// Returns the last two digits of the year as a number.
    pub fn number(&self) -> u8 {
        self.expose_secret().parse().unwrap_or_default()
    }
}

/// Parses digits only: `parse` alone would accept a plus as well.
fn number(text: &str) -> Option<u16> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn two_digits(number: u16) -> Secret {
    Secret::new(format!("{number:02}"))
}

card_data!(ExpiryMonth);
card_data!(ExpiryYear);
masked!(ExpiryMonth);
masked!(ExpiryYear);
