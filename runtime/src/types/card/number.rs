//! Card numbers.

use std::fmt;

use zeroize::Zeroizing;

use super::{CardDataError, card_data};
use crate::secret::Secret;
use crate::secret::card_numbers::{LONGEST, SHORTEST, is_card};

/// A card number (PAN): 12 to 19 digits with a correct check digit.
///
/// Spaces and dashes are accepted on entry and left out on the wire. `Debug` shows the last four digits and the
/// length; there is no `Display`.
///
/// The check digit (Luhn, ISO/IEC 7812-1) is required of every number but seven: test cards that the provider documents
/// although their check digit is wrong (`4400444400004440` to `…4443` and `…4445` to `…4447`, docs.freedompay.kz,
/// overview of the Merchant API).
///
/// ```
/// # use freedompay_runtime as freedompay;
/// use freedompay::CardNumber;
///
/// let number: CardNumber = "4716 0472 6194 1981".parse()?;
/// assert_eq!(format!("{number:?}"), "************1981");
/// assert!("4716 0472 6194 1982".parse::<CardNumber>().is_err());
/// # Ok::<(), freedompay::CardDataError>(())
/// ```
#[derive(Clone)]
pub struct CardNumber(Secret);

impl CardNumber {
    /// Parses a number as it was entered.
    ///
    /// # Errors
    /// If it has other characters than digits, spaces and dashes, is too short or too long, or its check digit is
    /// wrong.
    pub fn new(text: &str) -> Result<Self, CardDataError> {
        // Allocated once: growing would leave copies behind in freed memory.
        let mut digits = Zeroizing::new(String::with_capacity(LONGEST));
        for c in text.trim_matches(' ').chars() {
            match c {
                ' ' | '-' => {}
                '0'..='9' if digits.len() == LONGEST => return Err(CardDataError::NumberLength),
                '0'..='9' => digits.push(c),
                _ => return Err(CardDataError::NumberCharacters),
            }
        }
        if digits.len() < SHORTEST {
            return Err(CardDataError::NumberLength);
        }
        if !is_card(&digits) {
            return Err(CardDataError::NumberCheckDigit);
        }
        Ok(Self(Secret::from_wiped(digits)))
    }

    /// Returns the digits. The name is long so that uses stand out in review.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }

    /// Returns the last four digits, which may be shown.
    pub fn last_four(&self) -> &str {
        let digits = self.expose_secret();
        digits.get(digits.len().saturating_sub(4)..).unwrap_or_default()
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.expose_secret().len().saturating_sub(4);
        write!(f, "{:*<hidden$}{}", "", self.last_four())
    }
}

card_data!(CardNumber);
