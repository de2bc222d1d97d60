//! The payer's side of a page, without a browser.

use std::fmt;

use crate::state::State;
use crate::world::errors::ErrorCode;
use crate::world::invoice::AgreementState;
use crate::world::saved_card::CardDetails;

/// Why an action on a page failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PayerError {
    /// No page has this URL.
    NoSuchPage,
    /// The page refused the action.
    Refused {
        /// The provider's error code.
        code: u32,
        /// What the code means.
        message: String,
    },
}

impl fmt::Display for PayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PayerError::NoSuchPage => f.write_str("no page of this sandbox has this URL"),
            PayerError::Refused { code, message } => write!(f, "{code}: {message}"),
        }
    }
}

impl std::error::Error for PayerError {}

impl From<ErrorCode> for PayerError {
    fn from(error: ErrorCode) -> Self {
        PayerError::Refused { code: error.code, message: error.into_message() }
    }
}

impl State {
    /// Enters a card on a page.
    pub(crate) async fn enter_card(&self, page: &str, card: CardDetails) -> Result<(), PayerError> {
        let (payment, payout) = {
            let world = self.world();
            let payment = world.payments.values().find(|payment| payment.page == page).map(|payment| payment.id);
            (payment, world.payouts.values().find(|payout| payout.page == page).map(|payout| payout.id))
        };
        if let Some(id) = payment {
            self.charge(id, card).await?;
        } else if let Some(id) = payout {
            self.world().pay_out(id, Some(card))?;
        } else if let Some(agreement) = self.world().agreements.iter_mut().find(|agreement| agreement.page == page) {
            match agreement.state {
                AgreementState::New => agreement.state = AgreementState::Active(card),
                _ => return Err(PayerError::from(ErrorCode::new(120))),
            }
        } else {
            return Err(PayerError::NoSuchPage);
        }
        self.jobs_changed.notify_one();
        Ok(())
    }
}
