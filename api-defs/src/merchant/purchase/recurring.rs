//! Merchant API > Purchase > Reccuring payment.

use super::status::{self, PaymentStatus};
use super::{CallStatus, NotifyMethod};
use crate::{Amount, freedompay_endpoint, freedompay_model};

/// Charges a recurring profile that an earlier payment began, without the payer.
///
/// The profile begins with a payment that was created with `recurring_start`, and its number arrives on the result
/// URL. The manager has to permit it. Whether `ok` means charged or only accepted is not documented: wait for the
/// result call, or ask for the status.
///
/// The page's table of fields is not readable in public: the names are those of its sample and of public clients.
/// Older copies and clients call `/make_recurring_payment.php`.
///
/// Errors: 9998 (unknown merchant; unsigned); the page shows an error response without a code.
///
/// Source: <https://docs.freedompay.kz/reccuring-payment-21166426e0>
// The page labels the body, and the XML of the response alike, as JSON. The API's overview knows forms only, and so do
// the clients.
#[freedompay_endpoint(
    uri = "/make_recurring_payment",
    method = "POST",
    id = "merchant.purchase.reccuring_payment",
    response = RecurringCharge,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CHARGED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/reccuring-payment-21166426e0"
)]
pub struct RecurringPayment {
    /// Number of the profile.
    #[freedompay(example = "12345")]
    pub recurring_profile: String,
    /// Text about the payment.
    #[freedompay(example = "Описание платежа")]
    pub description: String,
    /// Amount to charge, major units. Taken to be required, as it is in the sample; the currency is in the response only.
    #[freedompay(example = "100")]
    pub amount: Amount,
    /// Told the outcome.
    #[freedompay(example = "http://your.result")]
    pub result_url: Option<String>,
    /// Order number on the merchant's side. Clients send it; the documented sample lacks it.
    pub order_id: Option<String>,
    /// Method of the call to the result URL. Clients send it; the documented sample lacks it.
    pub request_method: Option<NotifyMethod>,
    /// Sent by one client. Not documented for this call, so do not rely on it against a second charge.
    pub idempotency_key: Option<String>,
}

/// A charge of a recurring profile.
#[freedompay_model(prefix = "pg_")]
pub struct RecurringCharge {
    /// `ok` in the sample.
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "123456789")]
    pub payment_id: Option<u64>,
    /// Amount in `currency`, major units.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// Currency of the amount.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Number of the profile.
    #[freedompay(example = "12345")]
    pub recurring_profile: Option<String>,
    /// When the profile ends: `YYYY-MM-DD HH:MM:SS`, time zone not documented. The sample has blanks after the colons.
    #[freedompay(example = "2025-12-03 00:00:00")]
    pub recurring_profile_expiry_date: Option<String>,
}
