//! Merchant API > Payout > Status.

use crate::merchant::purchase::CallStatus;
use crate::merchant::purchase::status::TransactionStatus;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Flag, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for the status of a payout.
///
/// The fields of the request are those of the .kg copy (docs.freedompay.kg/api-13677854); the .kz table is not readable
/// in public.
///
/// Errors: 1100 (wrong signature), 11068 (no payout with this order number).
///
/// Source: <https://docs.freedompay.kz/status-12100676e0>
#[freedompay_endpoint(
    uri = "/api/payment_status2",
    method = "POST",
    id = "merchant.payout.status",
    response = PayoutDetails,
    effect = read,
    key = payout,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/status-12100676e0"
)]
pub struct PayoutStatus {
    /// Order number on the merchant's side.
    #[freedompay(max_len = 50)]
    pub order_id: String,
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "12345")]
    pub payment_id: Option<u64>,
}

/// A payout that the call made. `pg_payment_id` 0 "within a minute of the request" says that none was made
/// (docs.freedompay.kg/api-13677854). The words can be read as seen in that minute or as still so after it; it counts
/// when both hold.
pub(super) const PAID_OUT: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_status", values: &["success"] }],
    failed: &[FieldMatch { path: "pg_payment_status", values: &["error"] }],
    not_found: &[FieldMatch { path: "pg_payment_id", values: &["0"] }],
    not_found_codes: &["11068"],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A page for a payout. Until somebody types a card there, there may be no payout, so a missing one is not conclusive.
pub(super) const PAGE: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_id", values: FieldMatch::ANY }],
    inconclusive_because: "the page may be open although nobody has typed a card there yet",
    ..OutcomeRules::DEFAULT
};

/// The status of a payout.
#[freedompay_model(prefix = "pg_")]
pub struct PayoutDetails {
    /// Outcome of this call, not of the payout.
    pub status: Option<CallStatus>,
    /// State of the payout.
    #[freedompay(example = "success")]
    pub payment_status: Option<PayoutState>,
    /// Freedom Pay's id of the payout; 0 within a minute of the request says that no payout was made of it.
    pub payment_id: Option<u64>,
    /// The shop's number.
    pub merchant_id: Option<u64>,
    /// Order number on the merchant's side. The newest schema types it as a number, all others as text.
    pub order_id: Option<String>,
    /// Currency of the amount. In the newest schema only.
    pub currency: Option<String>,
    /// Amount of the payout, major units. In the newest schema only.
    pub amount: Option<Amount>,
    /// Name on the card. In the newest schema only.
    #[freedompay(secret)]
    pub card_name: Option<String>,
}

impl PollStatus for PayoutDetails {
    fn is_final(&self) -> bool {
        self.payment_status != Some(PayoutState::Process)
    }
}

/// State of a payout.
#[freedompay_enum]
pub enum PayoutState {
    /// Paid out.
    Success,
    /// Failed.
    Error,
    /// Under way: ask again.
    Process,
}

/// Asks for the status of a payout by its order number, the old way.
///
/// No source says which key it takes: it is signed with the payment key, as the provider's own scripts do not count
/// it among those of the payout key. The string to sign that an older page prints breaks the general rule (no salt, and
/// a payment id that the request lacks) and is not followed.
///
/// Source: <https://docs.freedompay.kz/api-12090694>
#[freedompay_endpoint(
    uri = "/get_status2.php",
    method = "POST",
    id = "merchant.payout.status_by_order_id",
    response = PayoutTransaction,
    effect = read,
    deprecated = "use PayoutStatus instead",
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12090694"
)]
pub struct PayoutStatusByOrder {
    /// Order number on the merchant's side.
    #[freedompay(example = "00102")]
    pub order_id: String,
}

/// The status of a payout, the old way.
#[freedompay_model(prefix = "pg_")]
pub struct PayoutTransaction {
    /// Outcome of this call, not of the payout.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payout.
    #[freedompay(example = "4567617")]
    pub payment_id: Option<u64>,
    /// State of the payout.
    #[freedompay(example = "partial")]
    pub transaction_status: Option<TransactionStatus>,
    /// Whether the merchant may still refuse it.
    #[freedompay(example = "0")]
    pub can_reject: Option<Flag>,
    /// Whether it is a test.
    #[freedompay(example = "1")]
    pub testing_mode: Option<Flag>,
    /// Whether the money was taken.
    #[freedompay(example = "0")]
    pub captured: Option<Flag>,
    /// When it was created: `YYYY-MM-DD HH:MM:SS`, time zone not documented.
    #[freedompay(example = "2020-05-21 18:44:21")]
    pub create_date: Option<String>,
}

/// Asks for the status of a payout by Freedom Pay's id, the old way.
///
/// Known from the vendor's own library alone; the fields of the response are not, so it is untyped.
///
/// Source: <https://github.com/PayBox/PayboxPayout>
#[freedompay_endpoint(
    uri = "/api/payment_status",
    method = "POST",
    id = "merchant.payout.status_by_payment_id",
    effect = read,
    key = payout,
    deprecated = "use PayoutStatus instead",
    since = "0.1.0",
    source = "https://github.com/PayBox/PayboxPayout"
)]
pub struct PayoutStatusById {
    /// Freedom Pay's id of the payout.
    pub payment_id: u64,
}
