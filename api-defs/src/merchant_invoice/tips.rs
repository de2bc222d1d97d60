//! Merchant API > Invoice > Tips: from a customer to the saved card of an employee.
//!
//! The recipient's card is saved beforehand with the card storage calls of the form API and the template `tips`. The
//! provider marks the call as being developed; no call asks for the state of a tip or gives one back.

use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Opens a tip and gets the form on which the customer pays it.
///
/// No money moves by this call. Amounts are in major units of `currency`. The section's overview names neither the
/// algorithm nor the key of its signature; it is signed like the other calls of this API. By the page an error comes with
/// HTTP status 200; its form is not readable.
///
/// Source: <https://docs.freedompay.kz/create-44130301e0>
#[freedompay_endpoint(
    uri = "/v5/merchant/tips/create",
    method = "POST",
    id = "merchant.tips.create",
    response = CreatedTip,
    effect = write,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-44130301e0"
)]
pub struct CreateTip {
    /// Amount in `currency`, major units. Not documented whether required.
    #[freedompay(example = "500")]
    pub amount: Option<Amount>,
    /// Currency of the amount, ISO 4217. Not documented whether required.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "TIP-001")]
    pub external_id: Option<String>,
    /// The order that the tip belongs to. Not documented whether required.
    pub main_order: Option<TippedOrder>,
    /// Who gets it. Not documented whether required.
    pub recipient: Option<TipRecipient>,
    /// Who pays it. Not documented whether required.
    pub sender: Option<TipSender>,
    /// URL to which the sender's browser returns. Not documented whether required.
    #[freedompay(example = "https://merchant.kz/back")]
    pub back_url: Option<String>,
    /// By its name it receives the outcome; no page describes how. Not documented whether required.
    #[freedompay(example = "https://merchant.kz/callback")]
    pub post_link: Option<String>,
}

/// The order that a tip belongs to.
#[freedompay_model(request)]
pub struct TippedOrder {
    /// Its number on the merchant's side. Not documented whether required.
    #[freedompay(example = "ORDER-123")]
    pub external_id: Option<String>,
    /// Its amount, major units of the tip's currency. Not documented whether required.
    #[freedompay(example = "5000")]
    pub amount: Option<Amount>,
}

/// Who gets a tip.
#[freedompay_model(request)]
pub struct TipRecipient {
    /// Recipient's id on the merchant's side. Not documented whether required.
    #[freedompay(example = "courier-042")]
    pub user_id: Option<String>,
    /// Token of the recipient's saved card. Not documented whether required.
    #[freedompay(example = "a1b2c3d4-e5f6-7890-abcd-ef1234567890")]
    pub card_token: Option<Secret>,
}

/// Who pays a tip.
#[freedompay_model(request)]
pub struct TipSender {
    /// Sender's id on the merchant's side. Not documented whether required.
    #[freedompay(example = "customer-777")]
    pub user_id: Option<String>,
    /// Sender's phone with the country code, digits only in the sample. Not documented whether required.
    #[freedompay(example = "77001234567")]
    pub phone: Option<String>,
}

/// A new tip.
#[freedompay_model]
pub struct CreatedTip {
    /// Id of the tip.
    #[freedompay(example = "b2c3d4e5-f6a7-8901-bcde-f12345678901")]
    pub id: Option<String>,
    /// State of the tip; only `new` is shown.
    #[freedompay(example = "new")]
    pub status: Option<String>,
    /// URL to which the sender is sent.
    #[freedompay(example = "https://customer.freedompay.kz/tips?token=eyJhbGciOi...")]
    pub redirect_url: Option<String>,
    /// Time of creation, ISO 8601; UTC in the sample.
    #[freedompay(example = "2026-09-22T10:15:00Z")]
    pub created_at: Option<String>,
}
