//! Names of cardholders.

use zeroize::Zeroizing;

use super::{CardDataError, card_data, masked};
use crate::secret::Secret;

/// A cardholder's name as printed on the card: at least two words in Latin letters.
///
/// The live service requires two words; its pages require Latin letters, dashes and spaces. Apostrophes and full stops
/// are accepted, because cards have them and only an older page leaves them out. Runs of spaces become one; case is
/// kept.
#[derive(Clone)]
pub struct CardHolder(Secret);

impl CardHolder {
    /// Parses a name as it was entered.
    ///
    /// # Errors
    /// If it has other characters, or fewer than two words with a letter in them.
    pub fn new(text: &str) -> Result<Self, CardDataError> {
        if !text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.')) {
            return Err(CardDataError::HolderCharacters);
        }
        let mut name = Zeroizing::new(String::with_capacity(text.len()));
        let mut words = 0;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
            words += usize::from(word.contains(|c: char| c.is_ascii_alphabetic()));
        }
        if words < 2 { Err(CardDataError::HolderWords) } else { Ok(Self(Secret::from_wiped(name))) }
    }

    /// Returns the name. The name of the function is long so that uses stand out in review.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

card_data!(CardHolder);
masked!(CardHolder);
