//! Phone numbers, which this API wants as numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::WireType;
use crate::meta::TypeMeta;

/// A phone number: digits, beginning with the country code. On the wire it is a JSON number, as this API documents it.
///
/// ```
/// use freedompay::card::phone::PhoneNumber;
///
/// let phone: PhoneNumber = "77017777777".parse()?;
/// assert_eq!(phone.to_string(), "77017777777");
/// assert_eq!("+77017777777".parse(), Ok(phone));
/// assert!("+7 701 777 77 77".parse::<PhoneNumber>().is_err());
/// # Ok::<(), freedompay::card::phone::PhoneNumberError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber(u64);

impl FromStr for PhoneNumber {
    type Err = PhoneNumberError;

    /// Accepts digits, also behind a `+`. The first is not 0: no country code begins with one, and a number could not carry it.
    fn from_str(text: &str) -> Result<Self, PhoneNumberError> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let is_plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        digits.parse().ok().filter(|_| is_plain).map(Self).ok_or(PhoneNumberError)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl WireType for PhoneNumber {
    const TYPE: &'static TypeMeta = &TypeMeta::Integer { min: 1, max: u64::MAX };
}

/// The text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneNumberError;

impl fmt::Display for PhoneNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a phone number: digits are expected, beginning with the country code, such as 77017777777")
    }
}

impl std::error::Error for PhoneNumberError {}
