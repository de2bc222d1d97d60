//! Security codes.

use super::{CardDataError, card_data, masked};
use crate::secret::Secret;

/// A card's security code (CVC, CVV): three or four digits. Text, because it may begin with 0.
///
/// It must not be stored after the payment, not even encrypted (PCI DSS 3.3).
#[derive(Clone)]
pub struct Cvc(Secret);

impl Cvc {
    /// Parses a code as it was entered.
    ///
    /// # Errors
    /// If it is not three or four digits.
    pub fn new(text: &str) -> Result<Self, CardDataError> {
        let is_code = matches!(text.len(), 3 | 4) && text.bytes().all(|b| b.is_ascii_digit());
        if is_code { Ok(Self(Secret::new(text))) } else { Err(CardDataError::Cvc) }
    }

    /// Returns the digits. The name is long so that uses stand out in review.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

card_data!(Cvc);
masked!(Cvc);
