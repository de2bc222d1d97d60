//! Secret texts: keys, card data, PINs.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use zeroize::Zeroizing;

/// The text that is printed instead of a secret.
pub(crate) const MASK: &str = "***";

/// A text that is never printed and is wiped from memory when dropped.
///
/// Serialising it gives the text itself (it has to reach the wire), so do not serialise a request to log it;
/// `Debug` is safe.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Wraps a text that is wiped on drop already, without a copy.
    pub(crate) fn from_wiped(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// Returns the text itself. The name is long so that uses stand out in review.
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// Prints as `***`; used by generated `Debug` instead of a secret field.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Reports whether a field of that name holds card data or a secret. Used where no declaration says so: for merchant
/// fields, unknown fields and untyped messages.
pub fn is_sensitive_name(name: &str) -> bool {
    const WORDS: [&str; 17] = [
        "pan",
        "cvc",
        "cvc2",
        "cvv",
        "cvv2",
        "secret",
        "pin",
        "token",
        "password",
        "otp",
        "cryptogram",
        "pares",
        "pareq",
        "signature",
        "sig",
        "cardholder",
        "track2",
    ];
    const RUNS: [&str; 7] =
        ["card_number", "card_num", "card_exp", "card_month", "card_year", "encrypted_card", "private_key"];
    let name = name.to_ascii_lowercase();
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
        || RUNS.iter().any(|run| name.contains(run))
}
