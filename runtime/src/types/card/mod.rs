//! Card data as it is entered: checked once, never shown, wiped when dropped.
//!
//! Each type is parsed from text and rejects impossible values, so that a mistyped card costs no call. Errors never
//! hold the text. On the wire each is plain text, as the APIs want it.

mod cvc;
#[cfg(feature = "card-encryption")]
pub(crate) mod encryption;
mod expiry;
mod holder;
pub(crate) mod number;
#[cfg(feature = "card-encryption")]
pub(crate) mod timestamp;

use std::fmt;

pub use cvc::Cvc;
pub use expiry::{Expiry, ExpiryMonth, ExpiryYear};
pub use holder::CardHolder;
pub use number::CardNumber;

/// The reason why a text is not card data. Never holds any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardDataError {
    /// Something else than digits, spaces and dashes in a card number.
    NumberCharacters,
    /// A card number of fewer than 12 or more than 19 digits.
    NumberLength,
    /// A card number whose check digit is wrong: one digit, or two neighbours, are mistyped.
    NumberCheckDigit,
    /// A security code that is not three or four digits.
    Cvc,
    /// A month that is not 1 to 12.
    Month,
    /// A year that is neither two digits nor 2000 to 2099.
    Year,
    /// An expiry date that is not written `MM/YY` or `MM/YYYY`.
    Expiry,
    /// A holder's name with something else than Latin letters, spaces, dashes, apostrophes and full stops.
    HolderCharacters,
    /// A holder's name of fewer than two words.
    HolderWords,
}

impl fmt::Display for CardDataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NumberCharacters => "a card number has digits only; spaces and dashes between them are accepted",
            Self::NumberLength => "a card number has 12 to 19 digits",
            Self::NumberCheckDigit => "the card number's check digit is wrong: at least one digit is mistyped",
            Self::Cvc => "a security code has three or four digits",
            Self::Month => "a month is 1 to 12",
            Self::Year => "a year of expiry is two digits, or 2000 to 2099",
            Self::Expiry => "an expiry date is written MM/YY or MM/YYYY",
            Self::HolderCharacters => {
                "a holder's name has Latin letters, spaces, dashes, apostrophes and full stops only, as on the card"
            }
            Self::HolderWords => "a holder's name has at least two words, first and last name as on the card",
        })
    }
}

impl std::error::Error for CardDataError {}

/// Implements the traits of all card data: parsed from text, secret on the wire, no `Display`.
macro_rules! card_data {
    ($type:ident) => {
        impl std::str::FromStr for $type {
            type Err = crate::types::card::CardDataError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $type {
            type Error = crate::types::card::CardDataError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl crate::types::wire_type::WireType for $type {
            const TYPE: &'static crate::meta::TypeMeta = &crate::meta::TypeMeta::Secret;
        }
    };
}

/// Implements a `Debug` that shows nothing.
macro_rules! masked {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(crate::secret::MASK)
            }
        }
    };
}

use {card_data, masked};
