//! Merchant API > Purchase > Cancel payment.

use super::status::{self, PaymentStatus};
use super::{CallStatus, ErrorCode};
use crate::merchant::receipt::ReceiptPosition;
use crate::{freedompay_endpoint, freedompay_model};

/// Releases the hold of a two-step payment that was not captured, as a whole.
///
/// For captured money see [`RefundPayment`](super::refund::RefundPayment). Older copies and the official mobile SDK
/// call `/cancel.php`.
///
/// Errors: 1100 (wrong signature).
///
/// Source: <https://docs.freedompay.kz/cancel-payment-11621007e0>
#[freedompay_endpoint(
    uri = "/cancel",
    method = "POST",
    id = "merchant.purchase.cancel_payment",
    response = CancelledPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CANCELLED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/cancel-payment-11621007e0"
)]
pub struct CancelPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Lines of the receipt, at most ten. Documented without bounds here (docs.freedompay.uz/api-13679485).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
    /// Sent by one client. Not documented for this call.
    pub idempotency_key: Option<String>,
}

/// Outcome of a cancellation.
///
/// The current page has the error fields, the official Android SDK reads the id; neither is certain to be there.
#[freedompay_model(prefix = "pg_")]
pub struct CancelledPayment {
    /// `ok`; the page's text speaks of success, error and pending.
    pub status: Option<CallStatus>,
    /// Code of an error.
    pub error_code: Option<ErrorCode>,
    /// Text of an error.
    pub error_description: Option<String>,
    /// Id of the cancellation, by the official Android SDK.
    pub cancel_payment_id: Option<u64>,
}
