//! The outcome of a payout.

use crate::merchant::purchase::CallStatus;
use crate::{AlmatyTime, Amount, freedompay_callback};

/// Tells how a payout came out.
///
/// The page asks for HTTP status 200 only; its newest copy shows a bare `<pg_status>ok</pg_status>`, and the provider's
/// own library answers a signed `<response>` with `pg_status`, which is what is answered here. No schedule of
/// repetitions is documented. Amounts are in major units.
///
/// Which of a shop's keys signs it no page says; one integration verifies it with the payout key and refuses the other.
/// Give the verifier both.
///
/// Source: <https://docs.freedompay.kz/api-11622162>
#[freedompay_callback(
    id = "merchant.callbacks.payout_notify",
    url = "{post_link}",
    reply = xml,
    api = merchant,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-11622162"
)]
pub struct PayoutNotify {
    /// Payout at Freedom Pay.
    pub payment_id: u64,
    /// Order number on the merchant's side.
    pub order_id: Option<String>,
    /// Outcome: the page speaks of a successful payout, and lists `error` too. Without it the outcome is unknown.
    pub status: Option<CallStatus>,
    /// Shop's number.
    pub merchant_id: Option<String>,
    /// Card number, masked by the provider.
    #[freedompay(secret)]
    pub card_hash: Option<String>,
    /// Card; from a sample of 2018.
    pub card_id: Option<String>,
    /// Payout balance after the payout.
    pub balance: Option<Amount>,
    /// Amount paid out.
    pub payment_amount: Option<Amount>,
    /// Amount paid out with the provider's commission.
    pub to_pay: Option<Amount>,
    /// When it was paid out.
    #[freedompay(example = "2018-12-31 15:00:00")]
    pub payment_date: Option<AlmatyTime>,
}
