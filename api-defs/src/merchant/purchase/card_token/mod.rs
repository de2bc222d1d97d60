//! Merchant API > Purchase > Card token: saved cards, and payments with them.
//!
//! The payer types the card once ([`TokenizeCard`]); its token arrives at `post_link`. Afterwards a payment is prepared
//! and confirmed: with the payer, who types the CVC ([`payment_with_cvc`]), or without ([`payment`]).

pub mod payment;
pub mod payment_with_cvc;

use crate::merchant::card_storage::{CardForm, CardRemoval, StoredCards};
use crate::{Secret, freedompay_endpoint};

/// Opens a hosted form on which the payer saves a card, and gets its URL.
///
/// The card is checked with an amount of zero by the newest page; older ones say that a small amount is blocked and
/// released. The token then arrives at `post_link`. Older pages call `cardstorage/add`.
///
/// The page's table of the request is not readable in public: the fields are those of older pages and of the official
/// SDKs, with the two that its text names.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/tokenize-card-36517943e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstorage/add2",
    method = "POST",
    id = "merchant.purchase.card_token.tokenize_card",
    response = CardForm,
    effect = write,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/tokenize-card-36517943e0"
)]
pub struct TokenizeCard {
    /// Payer's id on the merchant's side; the token belongs to it.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Told the saved card and its token.
    #[freedompay(example = "http://site.kz/post")]
    pub post_link: Option<String>,
    /// URL to which the browser goes afterwards.
    #[freedompay(example = "http://site.kz/back")]
    pub back_link: String,
    /// Order number on the merchant's side.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
    /// `tips` shows the form of a recipient of tips, with fields for personal data.
    #[freedompay(example = "tips")]
    pub template: Option<String>,
    /// Phone; required when `template` is `tips`.
    pub phone_number: Option<String>,
}

/// Removes a saved card.
///
/// The page's table of the request is not readable in public: the fields are those of the official SDKs. Older copies
/// take `pg_card_id`, which is deprecated, in the place of the token.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/delete-token-11621159e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstorage/remove",
    method = "POST",
    id = "merchant.purchase.card_token.delete_token",
    response = CardRemoval,
    effect = write,
    recover = ListTokens,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/delete-token-11621159e0"
)]
pub struct DeleteToken {
    /// Payer's id that was given when the card was saved.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Token of the card.
    #[freedompay(example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Secret,
}

/// Lists the saved cards of a user.
///
/// The table of the request is that of the .uz copy (docs.freedompay.uz/api-13679502).
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/card-token-list-11622160e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstorage/list",
    method = "POST",
    id = "merchant.purchase.card_token.card_token_list",
    response = StoredCards,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/card-token-list-11622160e0"
)]
pub struct ListTokens {
    /// Payer's id on the merchant's side.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Asks for bank, card scheme and expiry as well.
    #[freedompay(example = "1")]
    pub extend_data: Option<bool>,
}
