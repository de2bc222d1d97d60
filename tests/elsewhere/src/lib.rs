//! An application's own declarations, for calls that its owner has the documents of.

use freedompay::{Amount, Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for the funds of a card.
#[freedompay_endpoint(uri = "/v5/card-api/card/balance", method = "POST", effect = read, response = CardBalance)]
pub struct CardBalanceQuery {
    /// Our id of this question.
    pub request_id: Uuid,
    /// Card, as issued.
    pub card_id: String,
}

/// The funds of a card.
#[freedompay_model]
pub struct CardBalance {
    /// Whether the question was understood.
    pub status: Option<Status>,
    /// Available funds, in the currency of the card.
    #[freedompay(example = "1250.50")]
    pub balance: Option<Amount>,
    /// The card, as asked for.
    pub card_id: Option<String>,
}

/// Outcome of a question.
#[freedompay_enum]
pub enum Status {
    /// Answered.
    Ok,
    /// Not answered.
    Error,
}

/// A call with card data, to see that it is never shown; with only the two arguments that are always needed.
#[freedompay_endpoint(uri = "/g2g/own/check_card", method = "POST")]
pub struct CheckCard {
    /// Card number.
    pub card_pan: Secret,
    /// Card's security code.
    #[freedompay(secret, min_len = 3, max_len = 4)]
    pub card_cvc: Option<String>,
    /// Amount to check, major units.
    #[freedompay(min = 0.01)]
    pub amount: Amount,
}
