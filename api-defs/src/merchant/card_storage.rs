//! The responses of the card storage, whether cards are kept for payments or for payouts.
//!
//! Some names in these responses begin with `pg_` and some do not, so the fields are named as they are on the wire.

use super::purchase::CallStatus;
use crate::{Secret, freedompay_model};

/// The page on which a card is typed to be saved. It may be shown in an iframe.
#[freedompay_model(prefix = "pg_")]
pub struct CardForm {
    /// `ok` in the sample.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the operation.
    #[freedompay(example = "12345")]
    pub payment_id: Option<u64>,
    /// The shop's number.
    #[freedompay(example = "1234")]
    pub merchant_id: Option<u64>,
    /// Order number on the merchant's side. It may be an empty element, which reads as absent.
    pub order_id: Option<String>,
    /// URL to which the owner of the card is sent.
    #[freedompay(example = "https://api.freedompay.kz/v1/merchant/1234/cardstorage/view?pg_payment_id=ee4f2b59")]
    pub redirect_url: Option<String>,
    /// Kind of the operation: `init` in the sample.
    #[freedompay(rename = "pg_type", example = "init")]
    pub kind: Option<String>,
}

/// The saved cards of a user.
///
/// The response without any is not documented; a response without cards reads as an empty list.
#[freedompay_model]
pub struct StoredCards {
    /// One element for each card.
    #[freedompay(rename = "card")]
    pub cards: Vec<StoredCard>,
}

/// A saved card. The last four fields come only when extended data was asked for.
#[freedompay_model]
pub struct StoredCard {
    /// State of the card.
    pub pg_status: Option<String>,
    /// The shop's number.
    pub pg_merchant_id: Option<u64>,
    /// Old id of the card; deprecated in favour of the token.
    pub pg_card_id: Option<u64>,
    /// Token of the card, with which it is charged or paid out to.
    pub pg_card_token: Option<Secret>,
    /// Masked card number.
    pub pg_card_hash: Option<String>,
    /// Hash of the masked card number.
    pub pg_card_hhash: Option<String>,
    /// Number of the card's recurring profile.
    pub pg_recurring_profile_id: Option<String>,
    /// When the card was saved: an ISO 8601 date-time.
    pub created_at: Option<String>,
    /// Alias of the bank.
    pub bank_alias: Option<String>,
    /// Alias of the card's brand.
    pub brand_alias: Option<String>,
    /// Year in which the card expires.
    #[freedompay(secret)]
    pub expiry_year: Option<String>,
    /// Month in which the card expires.
    #[freedompay(secret)]
    pub expiry_month: Option<String>,
}

/// Outcome of a removal.
///
/// The current page has the fields at the top level, older samples and the official SDK have them inside of `card`:
/// read whichever is there.
#[freedompay_model]
pub struct CardRemoval {
    /// State of the card: `deleted`.
    #[freedompay(example = "deleted")]
    pub pg_status: Option<String>,
    /// The shop's number.
    pub pg_merchant_id: Option<u64>,
    /// Old id of the card; deprecated in favour of the token.
    pub pg_card_id: Option<u64>,
    /// Masked card number.
    pub pg_card_hash: Option<String>,
    /// When the card was removed: an ISO 8601 date-time.
    pub deleted_at: Option<String>,
    /// The same fields, as older responses wrap them.
    #[freedompay(rename = "card")]
    pub cards: Vec<RemovedCard>,
}

/// A card that was removed.
#[freedompay_model]
pub struct RemovedCard {
    /// State of the card: `deleted`.
    #[freedompay(example = "deleted")]
    pub pg_status: Option<String>,
    /// The shop's number.
    pub pg_merchant_id: Option<u64>,
    /// Old id of the card; deprecated in favour of the token.
    pub pg_card_id: Option<u64>,
    /// Masked card number.
    pub pg_card_hash: Option<String>,
    /// When the card was removed: an ISO 8601 date-time.
    pub deleted_at: Option<String>,
}
