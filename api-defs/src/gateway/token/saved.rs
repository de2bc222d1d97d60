//! Saved cards: charging one, paying out to one, and what became of it.

use crate::gateway::error_code::ErrorCode;
use crate::gateway::payout::{PAID_OUT, PayoutStatus};
use crate::gateway::purchase::card::CardPayment;
use crate::gateway::purchase::status::{self, PaymentDetails};
use crate::gateway::values::{CallStatus, Language};
use crate::{Amount, Secret, freedompay_endpoint, freedompay_model};

/// Charges a saved card.
///
/// The page shows no error sample; the call has its path, and with it presumably its errors, in common with
/// [`PayByCard`](crate::gateway::purchase::card::PayByCard).
///
/// Source: <https://docs.freedompay.kz/api-9888724>
#[freedompay_endpoint(
    uri = "/g2g/payment",
    method = "POST",
    id = "gateway.sync.token.token_pay",
    response = CardPayment,
    effect = money,
    recover = TokenPaymentStatus,
    outcome = status::CHARGED,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9888724"
)]
pub struct PayByToken {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount in `currency`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "1000")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Order 8841")]
    pub description: String,
    /// Language of error texts. The values are those of the hosted page; this one lists none.
    pub language: Option<Language>,
    /// Owner of the saved card, by the merchant's id. The provider's anti-fraud scores it.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Token of the saved card: optional in the schema, needed by the page's text.
    pub card_token: Option<Secret>,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
}

/// Pays money out to a saved card.
///
/// Signed with the payout key, like the Merchant API's twin of this call; the page does not say which key it takes. The
/// amount has no currency beside it. The twin's outcome comes from the payout status call, and so this one's is
/// looked for there. The page shows no error sample.
///
/// Source: <https://docs.freedompay.kz/api-9881026>
#[freedompay_endpoint(
    uri = "/g2g/reg2reg",
    method = "POST",
    id = "gateway.sync.token.token_payout",
    response = TokenPayout,
    effect = money,
    recover = PayoutStatus,
    outcome = PAID_OUT,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9881026"
)]
pub struct PayOutToToken {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ABC12345")]
    pub order_id: String,
    /// Amount, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "100")]
    pub amount: Amount,
    /// Text that the recipient is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Payout 17")]
    pub description: String,
    /// Until when it may be carried out: `YYYY-MM-DD hh:mm:ss` (the Merchant twin's format), time zone not stated.
    #[freedompay(example = "2026-12-31 12:00:00")]
    pub order_time_limit: String,
    /// Owner of the saved card, by the merchant's id. The provider's anti-fraud scores it.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Told the outcome.
    #[freedompay(example = "http://site.kz/post")]
    pub post_link: String,
    /// Token of the receiving card: optional in the schema, needed by the page's text (as
    /// `pg_card_token`).
    pub card_token_to: Option<Secret>,
}

/// A payout to a saved card. Amounts are in major units.
#[freedompay_model(prefix = "pg_")]
pub struct TokenPayout {
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "1234567890")]
    pub payment_id: Option<u64>,
    /// The merchant's number.
    #[freedompay(example = "9970")]
    pub merchant_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// The merchant's order number.
    #[freedompay(example = "ABC12345")]
    pub order_id: Option<String>,
    /// Payout balance that is left.
    #[freedompay(example = "5000.75")]
    pub balance: Option<Amount>,
    /// 32 hexadecimal digits in the sample. What they are a hash of is not documented, so it is treated as card data.
    #[freedompay(secret)]
    pub card_hash: Option<String>,
    /// Token of the receiving card.
    #[freedompay(example = "token-xyz987")]
    pub card_token: Option<Secret>,
    /// Amount that was paid out.
    #[freedompay(example = "100.00")]
    pub payment_amount: Option<Amount>,
    /// When it was paid out, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub payment_date: Option<String>,
    /// 0 in the sample.
    #[freedompay(example = "0")]
    pub error_code: Option<ErrorCode>,
    /// Text beside it.
    pub error_description: Option<String>,
}

/// Asks for the state of a payment by a saved card or a wallet: the same call as
/// [`PaymentStatus`](crate::gateway::purchase::status::PaymentStatus), on a page of its own.
///
/// Both ids are optional here, though the newest schema requires them; see there.
///
/// Errors: 11068 (no such payment; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-13528434>
#[freedompay_endpoint(
    uri = "/g2g/status_v2",
    method = "POST",
    id = "gateway.sync.token.status",
    response = PaymentDetails,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-13528434"
)]
pub struct TokenPaymentStatus {
    /// Freedom Pay's id of the payment; finds payments of any kind.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// The merchant's order number; finds the payment itself, not its refunds.
    #[freedompay(example = "ORD12345")]
    pub order_id: Option<String>,
}
