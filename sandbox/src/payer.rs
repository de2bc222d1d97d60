//! What people do on the sandbox's pages, without a browser.

use std::fmt;

use freedompay::CardNumber;

use crate::Sandbox;
use crate::state::State;
use crate::world::errors;
use crate::world::invoice::AgreementState;
use crate::world::payment::Refused;
use crate::world::saved_card::CardFacts;

/// What somebody did on a page came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PayerError {
    /// No page has this URL.
    NoSuchPage,
    /// The page does not take it.
    Refused {
        /// The provider's code.
        code: u32,
        /// What it means.
        what: String,
    },
}

impl fmt::Display for PayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PayerError::NoSuchPage => f.write_str("no page of this sandbox has this URL"),
            PayerError::Refused { code, what } => write!(f, "{code}: {what}"),
        }
    }
}

impl std::error::Error for PayerError {}

impl From<Refused> for PayerError {
    fn from(refused: Refused) -> Self {
        let (code, what) = errors::words(refused);
        PayerError::Refused { code, what }
    }
}

impl Sandbox {
    /// Types a card on the page of a payment, an invoice, a payout or a recurring agreement, by the URL that the call was answered with. The expiry is that of
    /// the documentation's test cards, 12/30.
    ///
    /// # Errors
    /// If no page has that URL, or the page takes no card any more. Whether the card was good shows in the status.
    pub async fn type_card(&self, page_url: &str, card: &CardNumber) -> Result<(), PayerError> {
        let page = page_url.rsplit_once("customer=").map_or(page_url, |(_, page)| page);
        let card = CardFacts::new(card, "12", "30", "CARD HOLDER");
        self.state.type_card(page, card).await
    }

    /// Answers the bank's question on a 3-D Secure page, by the URL that the call was answered with. Gives what the page
    /// would post back as `PaRes`.
    ///
    /// # Errors
    /// If no question is open under that URL.
    pub fn answer_challenge(&self, acs_url: &str, is_right: bool) -> Result<String, PayerError> {
        let md = acs_url.rsplit_once("md=").map_or(acs_url, |(_, md)| md);
        self.state.challenged(md, is_right).ok_or(PayerError::NoSuchPage)
    }
}

impl State {
    /// A card was typed on a page.
    pub(crate) async fn type_card(&self, page: &str, card: CardFacts) -> Result<(), PayerError> {
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
                _ => return Err(PayerError::from((120, None))),
            }
        } else {
            return Err(PayerError::NoSuchPage);
        }
        self.wake.notify_one();
        Ok(())
    }
}
