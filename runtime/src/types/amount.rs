//! Money, exact to the written digit.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::tree::NUMBER;
use crate::tree::notation::decimal;

/// An amount of money in major units (tenge, not tiyn) of the currency beside it.
///
/// The given scale is kept, so `20.00` is signed and sent as `20.00`; comparison is by value, so it equals `20`. It
/// cannot be converted from or to a float.
///
/// ```
/// # use freedompay_runtime::Amount;
/// let price: Amount = "20.00".parse()?;
/// assert_eq!(price.to_string(), "20.00");
/// assert_eq!(price, Amount::from(20));
/// assert!("1e3".parse::<Amount>().is_err());
/// # Ok::<(), freedompay_runtime::AmountError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Creates an amount from its smallest parts: `Amount::from_minor(12_50, 2)` is 12.50.
    ///
    /// # Errors
    /// If there are more than 28 decimal places.
    pub fn from_minor(units: i64, decimals: u32) -> Result<Self, AmountError> {
        Decimal::try_new(units, decimals).map(Self).map_err(|_| AmountError)
    }

    /// Reads an amount as the other side may write it: with an exponent, too, as PHP writes small and large numbers.
    pub(crate) fn from_wire(text: &str) -> Result<Self, AmountError> {
        decimal(text).ok_or(AmountError)?.parse()
    }

    /// Returns the value for calculations.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Amount {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

macro_rules! from_integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Amount {
            fn from(major_units: $type) -> Self {
                Self(Decimal::from(major_units))
            }
        }
    )*};
}

from_integers!(i32, i64, u32, u64);

impl FromStr for Amount {
    type Err = AmountError;

    /// Parses digits with an optional sign and an optional decimal part, nothing else.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        // A leading zero would be lost in what is sent.
        if !plain(whole) || !plain(part) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(AmountError);
        }
        Decimal::from_str_exact(text).map(Self).map_err(|_| AmountError)
    }
}

/// A text that is not an exact decimal number of at most 28 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountError;

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an exact amount: digits with an optional decimal part are expected, such as 20 or 20.00")
    }
}

impl std::error::Error for AmountError {}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// A decimal that serialises as its text.
        struct Text<'a>(&'a Decimal);

        impl Serialize for Text<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self.0)
            }
        }

        serializer.serialize_newtype_struct(NUMBER, &Text(&self.0))
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NUMBER, ExactText)
    }
}

struct ExactText;

impl<'de> Visitor<'de> for ExactText {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an exact amount")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Amount, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Amount, E> {
        Ok(Amount::from(n))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Amount, E> {
        Ok(Amount::from(n))
    }
}
