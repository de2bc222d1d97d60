//! Merchant API > Payout: money from the shop's payout balance to a card or a bank account.
//!
//! Payouts have to be permitted by the manager, and most calls are signed with the payout key. The outcome comes to
//! `post_link`, and from [`status`].

pub mod card_token;
mod error_code;
pub mod iban;
pub mod status;

pub use error_code::ErrorCode;

use self::status::PayoutStatus;
use super::purchase::CallStatus;
use crate::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Opens a hosted page on which the recipient types the card for a payout, and gets its URL.
///
/// Nothing more is asked of the merchant before the money goes, so it counts as moving money: of two calls two payouts
/// may come. Amounts are in major units; the currency is not part of the call.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/create-payment-11621022e0>
#[freedompay_endpoint(
    uri = "/api/reg2nonreg",
    method = "POST",
    id = "merchant.payout.create_payment",
    response = PayoutPage,
    effect = money,
    recover = PayoutStatus,
    outcome = status::PAGE,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-payment-11621022e0"
)]
pub struct CreatePayout {
    /// Order number on the merchant's side.
    #[freedompay(max_len = 50, example = "550e8400-e29b-41d4-a716-446655440000")]
    pub order_id: String,
    /// Amount to pay out, major units; 0.01 to 99,999,999.
    #[freedompay(min = 0.01, max = 99999999)]
    pub amount: Amount,
    /// Text about the payout.
    #[freedompay(min_len = 1, max_len = 255)]
    pub description: String,
    /// Time limit of the order: `YYYY-MM-DD HH:MM:SS`, time zone not documented.
    #[freedompay(pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", example = "2020-12-31 12:00:00")]
    pub order_time_limit: String,
    /// `frame` asks for a page meant for an iframe.
    #[freedompay(example = "frame")]
    pub payment_route: Option<String>,
    /// Recipient's id on the merchant's side.
    #[freedompay(max_len = 50)]
    pub user_id: Option<String>,
    /// Recipient's e-mail address.
    pub user_email: Option<String>,
    /// URL to which the recipient's browser goes afterwards.
    #[freedompay(max_len = 255, example = "https://site.com/back")]
    pub back_link: String,
    /// Told the outcome.
    #[freedompay(max_len = 255, example = "https://site.com/post")]
    pub post_link: String,
}

/// The page on which the recipient types the card.
#[freedompay_model(prefix = "pg_")]
pub struct PayoutPage {
    /// Outcome of the call.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payout.
    pub payment_id: Option<u64>,
    /// The shop's number.
    pub merchant_id: Option<u64>,
    /// URL to which the recipient is sent.
    pub redirect_url: Option<String>,
}

/// Asks how much money is left for payouts.
///
/// The page's table of the request is not readable in public: clients send nothing of their own. (The Gateway call of
/// the same name takes a currency.) Which key it takes is not documented: the payout key if one is configured, or what
/// [`PgCredentials::ambiguous_calls_use`](crate::PgCredentials::ambiguous_calls_use) says.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/balance-status-11621144e0>
#[freedompay_endpoint(
    uri = "/api/balance_status",
    method = "POST",
    id = "merchant.payout.balance_status",
    response = PayoutBalance,
    effect = read,
    key = ambiguous,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/balance-status-11621144e0"
)]
pub struct PayoutBalanceQuery {}

/// Balance for payouts.
#[freedompay_model(prefix = "pg_")]
pub struct PayoutBalance {
    /// Outcome of the call.
    pub status: Option<CallStatus>,
    /// Money left, major units; the currency is not documented.
    pub balance: Option<Amount>,
}

/// Outcome of a call that pays out.
#[freedompay_enum]
pub enum PayoutCallStatus {
    /// It was carried out.
    Ok,
    /// It was not.
    Error,
    /// It is being carried out: ask for its status.
    Process,
}
