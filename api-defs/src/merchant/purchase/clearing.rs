//! Merchant API > Purchase > Clearing.

use super::CallStatus;
use super::status::{self, PaymentStatus};
use crate::{Amount, freedompay_endpoint, freedompay_model};

/// Captures the held amount of a two-step payment, all of it or a part.
///
/// A hold that is neither captured nor cancelled is captured by itself after five days. The status may lag some
/// seconds behind.
///
/// The page's table of the request is not readable in public: the amount, its bounds and its default are those of the
/// official Android SDK.
///
/// Errors: 1100 (wrong signature); by a public copy of the provider's list 10035 (the payment failed), 10036 (already
/// captured).
///
/// Source: <https://docs.freedompay.kz/clearing-11621002e0>
#[freedompay_endpoint(
    uri = "/do_capture.php",
    method = "POST",
    id = "merchant.purchase.clearing",
    response = CapturedPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CAPTURED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/clearing-11621002e0"
)]
pub struct CapturePayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Amount to capture in the payment's currency, major units; at most what was authorised, which it is unless set.
    #[freedompay(min = 0.01, max = 99999999)]
    pub clearing_amount: Option<Amount>,
}

/// Outcome of a capture.
#[freedompay_model(prefix = "pg_")]
pub struct CapturedPayment {
    /// `ok`; the page's text speaks of success, error and pending.
    pub status: Option<CallStatus>,
    /// Amount of the payment, major units.
    pub amount: Option<Amount>,
    /// Amount that was captured, major units.
    pub clearing_amount: Option<Amount>,
    /// Text of an error.
    pub error_description: Option<String>,
}
