//! Merchant API > Payout > Card token: saved cards of recipients, and payouts to them.

use super::status::{self, PayoutStatus};
use super::{ErrorCode, PayoutCallStatus};
use crate::merchant::card_storage::{CardForm, CardRemoval, StoredCards};
use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Opens a hosted form on which a recipient saves a card, and gets its URL.
///
/// Unlike the payouts themselves it is signed with the payment key, as the script `add`: the test host took nothing
/// else, although an older page prints a string to sign that begins with `add2`.
///
/// The page's table of the request is not readable in public: the fields are those of the older page and of calls that
/// worked on the test host.
///
/// Errors: 1100 (wrong signature; unsigned, with HTTP status 401).
///
/// Source: <https://docs.freedompay.kz/tokenize-card-12006980e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstoragepayout/add",
    method = "POST",
    id = "merchant.payout.card_token.tokenize_card",
    response = CardForm,
    effect = write,
    key = payment,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/tokenize-card-12006980e0"
)]
pub struct TokenizePayoutCard {
    /// Recipient's id on the merchant's side; the token belongs to it.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Told the saved card and its token. Whether it is required is not documented.
    #[freedompay(example = "http://site.kz/post")]
    pub post_link: Option<String>,
    /// URL to which the browser goes afterwards.
    #[freedompay(example = "http://site.kz/back")]
    pub back_link: String,
}

/// Removes a recipient's saved card.
///
/// The page names the path of [`DeleteToken`](crate::merchant::purchase::card_token::DeleteToken). Which key it takes
/// for payout cards is ambiguous: this one is signed with the payout key if one is configured
/// ([`PgCredentials::ambiguous_calls_use`](crate::PgCredentials::ambiguous_calls_use) decides otherwise), that one with
/// the payment key.
///
/// The page's table of the request is not readable in public: the fields are those of the official SDKs.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/delete-token-16058742e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstorage/remove",
    method = "POST",
    id = "merchant.payout.card_token.delete_token",
    response = CardRemoval,
    effect = write,
    recover = ListPayoutTokens,
    key = ambiguous,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/delete-token-16058742e0"
)]
pub struct DeletePayoutToken {
    /// Recipient's id that was given when the card was saved.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Token of the card. Older copies take `pg_card_id`, which is deprecated, in its place.
    #[freedompay(example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Secret,
}

/// Lists a recipient's saved cards.
///
/// The page names the path of [`ListTokens`](crate::merchant::purchase::card_token::ListTokens). Which key it takes for
/// payout cards is ambiguous: this one is signed with the payout key, that one with the payment key.
///
/// The table of the request is that of the .uz copy (docs.freedompay.uz/api-13679502).
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/card-token-list-16058744e0>
#[freedompay_endpoint(
    uri = "/v1/merchant/{merchant_id}/cardstorage/list",
    method = "POST",
    id = "merchant.payout.card_token.card_token_list",
    response = StoredCards,
    effect = read,
    key = ambiguous,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/card-token-list-16058744e0"
)]
pub struct ListPayoutTokens {
    /// Recipient's id on the merchant's side.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Asks for bank, card scheme and expiry as well.
    #[freedompay(example = "1")]
    pub extend_data: Option<bool>,
}

/// Pays out to a saved card.
///
/// The amount is in major units; the currency is not part of the call.
///
/// Errors: 1100 (wrong signature), 8888 (payout balance too low).
///
/// Source: <https://docs.freedompay.kz/create-payment-11621024e0>
#[freedompay_endpoint(
    uri = "/api/reg2reg",
    method = "POST",
    id = "merchant.payout.card_token.create_payment",
    response = TokenPayout,
    effect = money,
    recover = PayoutStatus,
    outcome = status::PAID_OUT,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-11621024e0"
)]
pub struct CreateTokenPayout {
    /// Order number on the merchant's side.
    #[freedompay(example = "550e8400-e29b-41d4-a716-446655440000")]
    pub order_id: String,
    /// Amount to pay out, major units; 0.01 to 99,999,999.
    #[freedompay(min = 0.01, max = 99999999)]
    pub amount: Amount,
    /// Text about the payout.
    pub description: String,
    /// Time limit of the order: `YYYY-MM-DD HH:MM:SS`, time zone not documented.
    #[freedompay(pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")]
    pub order_time_limit: String,
    /// Recipient's id that owns the token: letters, digits, `_` and `-`.
    #[freedompay(max_len = 50, pattern = "[a-zA-Z0-9_-]+", example = "No65GFR755789T")]
    pub user_id: String,
    /// Told the outcome.
    #[freedompay(max_len = 255, example = "https://site.com/post")]
    pub post_link: String,
    /// Token of the recipient's card.
    #[freedompay(example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token_to: Secret,
    /// Clients send it; the page's table lacks it.
    pub back_link: Option<String>,
    /// Sent by one client. Not documented for this call, so do not rely on it against a second payout.
    pub idempotency_key: Option<String>,
}

/// A payout to a saved card. The sample is generated, so which fields are always there is not known.
#[freedompay_model(prefix = "pg_")]
pub struct TokenPayout {
    /// Outcome of the call; `process` is met with payouts that settle later.
    pub status: Option<PayoutCallStatus>,
    /// Freedom Pay's id of the payout.
    pub payment_id: Option<u64>,
    /// The shop's number.
    pub merchant_id: Option<u64>,
    /// Order number on the merchant's side.
    pub order_id: Option<String>,
    /// Money left for payouts, major units.
    pub balance: Option<Amount>,
    /// Masked card number.
    pub card_hash: Option<String>,
    /// Old id of the card; deprecated in favour of the token.
    pub card_id: Option<u64>,
    /// Token of the card. Only on the Gateway page of the same kind.
    pub card_token: Option<Secret>,
    /// Amount of the payout, major units.
    pub payment_amount: Option<Amount>,
    /// When it was made: an ISO 8601 date-time.
    pub payment_date: Option<String>,
    /// Code of an error.
    pub error_code: Option<ErrorCode>,
    /// Text of an error.
    pub error_description: Option<String>,
}
