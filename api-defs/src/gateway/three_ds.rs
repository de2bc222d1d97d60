//! 3-D Secure between two calls: from a response with `three_ds` set to the completing request.
//!
//! | first call | the payer | completing call |
//! | --- | --- | --- |
//! | [`PayByCard`](super::purchase::card::PayByCard), tokens, wallets | posts [`Challenge::form`] | [`CompleteThreeDs::from_return`] |
//! | [`AddCard`](super::card::AddCard) | goes to [`Challenge::acs_url`] | [`CompleteCardAddition::from_return`] |
//! | [`TransferToCard`](super::transfer::TransferToCard) | goes to [`Challenge::acs_url`] | [`CompleteTransfer`](super::transfer::CompleteTransfer) with the payment id alone |
//!
//! Between the two the payer is away, and the response comes back with another request, maybe to another process: keep
//! the payment id, and give each payment a `TermUrl` of its own to find it again (`MD` may be empty).
//!
//! ```
//! use freedompay::gateway::purchase::card::{CardPayment, CompleteThreeDs};
//! use freedompay::gateway::three_ds::Challenge;
//! use freedompay::three_ds::{AcsReturn, ThreeDsError};
//!
//! /// The page to show the payer, if there is a challenge.
//! fn page(answer: &CardPayment) -> Result<Option<String>, ThreeDsError> {
//!     let Some(challenge) = Challenge::of_payment(answer)? else { return Ok(None) };
//!     let term_url = format!("https://shop.example/3ds/{}", challenge.payment_id());
//!     Ok(Some(challenge.form(&term_url)?.to_html()))
//! }
//!
//! /// What the ACS posted to `TermUrl`.
//! fn back(payment_id: u64, body: &[u8]) -> Result<CompleteThreeDs, ThreeDsError> {
//!     Ok(CompleteThreeDs::from_return(payment_id, &AcsReturn::from_form(body)?))
//! }
//! ```

use super::card::{AddedCard, CompleteCardAddition};
use super::purchase::card::{CardPayment, CompleteThreeDs};
use super::transfer::Transfer;
use crate::three_ds::{AcsForm, AcsReturn, ThreeDsError};
use crate::{Flag, Secret};

/// A payer has to pass 3-D Secure before a payment, transfer or saved card is done.
#[derive(Clone, Debug)]
pub struct Challenge {
    payment_id: u64,
    acs_url: Secret,
    md: Secret,
    pareq: Option<Secret>,
}

impl Challenge {
    /// Reads the challenge of a payment; `None` if it has none.
    ///
    /// # Errors
    /// If it asks for 3-D Secure without saying for which payment, or where.
    pub fn of_payment(answer: &CardPayment) -> Result<Option<Self>, ThreeDsError> {
        let challenge = asked(answer.three_ds, answer.payment_id, answer.three_ds_acs_url.as_deref())?;
        Ok(challenge.map(|challenge| Self {
            md: answer.three_ds_md.as_deref().unwrap_or_default().into(),
            pareq: answer.three_ds_pareq.as_deref().map(Secret::new),
            ..challenge
        }))
    }

    /// Reads the challenge of saving a card; `None` if it has none.
    ///
    /// # Errors
    /// If it asks for 3-D Secure without saying for which payment, or where.
    pub fn of_card(answer: &AddedCard) -> Result<Option<Self>, ThreeDsError> {
        asked(answer.three_ds, answer.payment_id, answer.three_ds_acs_url.as_deref())
    }

    /// Reads the challenge of a transfer; `None` if it has none.
    ///
    /// # Errors
    /// If it asks for 3-D Secure without saying for which payment, or where.
    pub fn of_transfer(answer: &Transfer) -> Result<Option<Self>, ThreeDsError> {
        asked(answer.three_ds, answer.payment_id, answer.three_ds_acs_url.as_deref())
    }

    /// Returns the id of the payment to complete.
    pub fn payment_id(&self) -> u64 {
        self.payment_id
    }

    /// Returns the URL at which the payer passes 3-D Secure. For transfers and saved cards nothing else is given, and how
    /// the browser gets there (by a link, or by a form) is not documented; the Async API has `TermUrl` posted to such a
    /// page, which [`form`](Self::form) does.
    pub fn acs_url(&self) -> &str {
        self.acs_url.expose_secret()
    }

    /// Returns the form that takes the payer there: `MD`, `PaReq` and `TermUrl`; `TermUrl` alone if there is no `PaReq`.
    ///
    /// # Errors
    /// If one of the URLs is neither HTTPS nor HTTP on loopback.
    pub fn form(&self, term_url: &str) -> Result<AcsForm, ThreeDsError> {
        match &self.pareq {
            Some(pareq) => AcsForm::new(self.acs_url(), self.md.expose_secret(), pareq.expose_secret(), term_url),
            None => AcsForm::with_term_url(self.acs_url(), term_url),
        }
    }
}

/// Reads the fields that all three responses have.
fn asked(
    flag: Option<Flag>,
    payment_id: Option<u64>,
    acs_url: Option<&str>,
) -> Result<Option<Challenge>, ThreeDsError> {
    if flag != Some(Flag(true)) {
        return Ok(None);
    }
    let payment_id = payment_id.ok_or(ThreeDsError::NoPaymentId)?;
    let acs_url = acs_url.filter(|url| !url.is_empty()).ok_or(ThreeDsError::NoAcsUrl)?;
    Ok(Some(Challenge { payment_id, acs_url: acs_url.into(), md: "".into(), pareq: None }))
}

impl CompleteThreeDs {
    /// Completes a payment with what came back from the ACS.
    #[must_use]
    pub fn from_return(payment_id: u64, back: &AcsReturn) -> Self {
        Self::new(payment_id, back.md(), back.pares().clone())
    }
}

impl CompleteCardAddition {
    /// Completes the saving of a card with what came back from the ACS.
    #[must_use]
    pub fn from_return(payment_id: u64, back: &AcsReturn) -> Self {
        Self::new(payment_id, back.md(), back.pares().clone())
    }
}
