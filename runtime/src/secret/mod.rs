//! Secret texts: keys, card data, PINs; and how they are recognised where no declaration says so.

pub(crate) mod card_numbers;
pub(crate) mod invisible;
#[cfg(test)]
mod name_tests;
pub(crate) mod names;

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

/// A name or a value that the other side chose, as `Debug` and errors show it: a word as it is, and of anything that may
/// be a code, a PIN, a token or a signature the size alone.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a>(pub(crate) &'a str);

impl Word<'_> {
    /// Longer than any name or value on the wire, and shorter than a signature.
    const LONGEST: usize = 40;
    /// A card's code has three digits, a PIN four.
    const DIGITS: usize = 2;

    fn is_plain(self) -> bool {
        let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':');
        // One documented name ends with a space.
        let text = self.0.trim_end_matches(' ');
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        // A word has either; a token of random letters and digits has both.
        let is_mixed = digits > 0 && text.bytes().zip(text.bytes().skip(1)).any(is_hump);
        self.0.len() <= Self::LONGEST && digits <= Self::DIGITS && !is_mixed && text.bytes().all(is_part)
    }
}

fn is_hump((one, next): (u8, u8)) -> bool {
    one.is_ascii_lowercase() && next.is_ascii_uppercase()
}

impl fmt::Debug for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_plain() { self.0.fmt(f) } else { write!(f, "({} bytes)", self.0.len()) }
    }
}

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_plain() { f.write_str(self.0) } else { write!(f, "({} bytes)", self.0.len()) }
    }
}

/// Names the first character of a key or an id that nobody can see, and its place, but nothing else of the text: a line break, a
/// byte order mark, a zero-width space, a space at the beginning or the end.
///
/// ```
/// # use freedompay_runtime::invisible_character;
/// assert_eq!(invisible_character("key\n").as_deref(), Some("U+000A LINE FEED as its last character"));
/// assert_eq!(invisible_character("key"), None);
/// ```
pub fn invisible_character(text: &str) -> Option<String> {
    invisible::find(text).map(|found| found.to_string())
}

/// Reports whether a field of that name holds card data or a secret, in whatever case it is written. Used where no declaration
/// says so: for merchant fields, unknown fields and untyped messages.
pub fn is_sensitive_name(name: &str) -> bool {
    names::is_sensitive("", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_shown() {
        for word in
            ["", "WAITING_3DS2", "process-clearing", "ns:OrgnlGrpInfAndSts", "p2p", "pg_receipt_positions", "12"]
        {
            assert_eq!((format!("{:?}", Word(word)), Word(word).to_string()), (format!("{word:?}"), word.to_owned()));
        }
        for secret in [
            "739",
            "7394",
            "4716047261941981",
            "canary-5f2c9d7e-token",
            "eyJhbGciOiJIUzI1NiJ9..abc",
            "k3yk3yk3y",
            "name/surname",
            "NAME SURNAME",
            "aB3dEfGhIjKlMnOp",
            "ИВАН",
            "a\nb",
            "averyveryverylongtextthatisnotanameatallbutatoken",
        ] {
            let size = format!("({} bytes)", secret.len());
            assert_eq!((format!("{:?}", Word(secret)), Word(secret).to_string()), (size.clone(), size));
        }
    }
}
