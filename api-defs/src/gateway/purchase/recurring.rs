//! Payments without the payer.

use super::status::{self, PaymentStatus};
use crate::gateway::values::CallStatus;
use crate::{Amount, freedompay_endpoint, freedompay_model};

/// Charges a recurring profile, without the payer.
///
/// The amount has no currency beside it. Whether `ok` means charged or only created is not documented: ask
/// [`PaymentStatus`]. The page shows no error sample.
///
/// Source: <https://docs.freedompay.kz/api-18494941>
#[freedompay_endpoint(
    uri = "/g2g/recurrent",
    method = "POST",
    id = "gateway.sync.purchase.recurrent",
    response = RecurringPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CHARGED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-18494941"
)]
pub struct PayByRecurringProfile {
    /// Amount, major units.
    #[freedompay(example = "100")]
    pub amount: Amount,
    /// Text about the payment.
    #[freedompay(example = "Subscription, May")]
    pub description: String,
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Profile that the first payment began.
    #[freedompay(example = "60144557")]
    pub recurring_profile: u64,
}

/// A payment by a recurring profile. The page types its ids as text here and as numbers elsewhere.
#[freedompay_model(prefix = "pg_")]
pub struct RecurringPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "1585424243")]
    pub payment_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// The profile.
    #[freedompay(example = "60144557")]
    pub recurring_profile: Option<u64>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2025-06-26T07:50:54+00:00")]
    pub datetime: Option<String>,
}
