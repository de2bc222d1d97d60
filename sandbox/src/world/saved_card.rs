//! Saved cards, without their numbers.

use freedompay::card_data::CardNumber;
use serde::{Deserialize, Serialize};

use super::World;
use super::challenge::ChallengeOutcome;
use super::clock::almaty;
use super::test_cards::{self, Behaviour};

/// A card without its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardDetails {
    /// `4400-44XX-XXXX-4440`, the mask of the documentation.
    pub(crate) masked: String,
    /// `VI`, `CA` and so on.
    pub(crate) brand: String,
    /// Two digits each.
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) owner: String,
    pub(crate) behaviour: Behaviour,
}

/// A card that a payer has saved with a shop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SavedCard {
    pub(crate) id: u64,
    pub(crate) token: String,
    pub(crate) user: String,
    pub(crate) card: CardDetails,
    /// Whether it was saved for payouts, which have their own list.
    pub(crate) is_for_payouts: bool,
    /// In Almaty.
    pub(crate) created: String,
}

/// A card whose owner must enter a code before it is saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardChallenge {
    pub(crate) id: u64,
    pub(crate) md: String,
    pub(crate) user: String,
    pub(crate) card: CardDetails,
    pub(crate) is_for_payouts: bool,
    pub(crate) found: Option<ChallengeOutcome>,
}

impl World {
    /// Saves a card under a new token.
    pub(crate) fn save_card(&mut self, user: String, card: CardDetails, is_for_payouts: bool) -> SavedCard {
        let token = self.ids.uuid().to_string();
        self.save_card_as(token, user, card, is_for_payouts)
    }

    fn save_card_as(&mut self, token: String, user: String, card: CardDetails, is_for_payouts: bool) -> SavedCard {
        let (id, created) = (self.ids.number(), almaty(self.now()));
        let saved = SavedCard { id, token, user, card, is_for_payouts, created };
        self.cards.push(saved.clone());
        saved
    }

    /// Saves the card of a payment, if the payment says so.
    pub(crate) fn keep_card(&mut self, payment: u64) {
        let Some(paid) = self.payments.get(&payment) else { return };
        let (Some(token), Some(card)) = (paid.card_token.clone(), paid.card.clone()) else { return };
        let user = paid.user.id.clone().unwrap_or_default();
        if !self.cards.iter().any(|saved| saved.token == token) {
            self.save_card_as(token, user, card, false);
        }
    }
}

impl CardDetails {
    /// Masks a card.
    pub(crate) fn new(number: &CardNumber, month: &str, year: &str, owner: &str) -> Self {
        let digits = number.expose_secret();
        let first = digits.get(..4).unwrap_or_default();
        let third = digits.get(4..6).unwrap_or_default();
        Self {
            masked: format!("{first}-{third}XX-XXXX-{}", number.last_four()),
            brand: brand(digits).to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
            owner: owner.to_owned(),
            behaviour: test_cards::behaviour(digits),
        }
    }
}

/// `VI` occurs in the documentation's samples, `CA` and `UP` in public logs.
fn brand(digits: &str) -> &'static str {
    match digits.as_bytes().first() {
        Some(b'4') => "VI",
        Some(b'5' | b'2') => "CA",
        _ => "UP",
    }
}
