//! A card was saved.

use crate::{Secret, freedompay_callback};

/// Tells that a card was saved, with its token.
///
/// It comes to the `post_link` of the calls that open a form for a card. No page of it was found: the names are those
/// of the provider's own library and of an integration, and which are always there is unknown. What it is to be
/// answered is not documented either; it gets HTTP status 200.
#[freedompay_callback(
    id = "merchant.purchase.card_token.tokenize_card_notify",
    url = "{post_link}",
    reply = none,
    api = merchant,
    since = "0.1.0"
)]
pub struct CardTokenized {
    /// Seen is `approve`.
    #[freedompay(rename = "pg_type", example = "approve")]
    pub kind: Option<String>,
    /// Outcome; seen is `success`.
    #[freedompay(example = "success")]
    pub status: Option<String>,
    /// The saving, as a payment at Freedom Pay.
    pub payment_id: Option<String>,
    /// Order number on the merchant's side.
    pub order_id: Option<String>,
    /// Owner of the card on the merchant's side.
    pub user_id: Option<String>,
    /// Token of the card, in newer integrations.
    pub card_token: Option<Secret>,
    /// The card's number at the provider; deprecated.
    pub card_id: Option<String>,
    /// Card number, masked by the provider.
    #[freedompay(secret)]
    pub card_hash: Option<String>,
    /// Month of expiry.
    #[freedompay(secret)]
    pub card_month: Option<String>,
    /// Year of expiry.
    #[freedompay(secret)]
    pub card_year: Option<String>,
    /// Whether the card takes 3-D Secure, as a number.
    pub card_3ds: Option<String>,
}
