//! Async API > Edit: refunds, reversals and captures of payments.
//!
//! Each is answered while it is still being processed; [`PaymentStatus`](super::read::PaymentStatus) reports how it ended,
//! and after a lost response [`RequestStatus`] whether it was carried out.

use super::outcome::PaymentState;
use super::read::{self, PaymentChange, RequestStatus};
use crate::{Amount, Uuid, freedompay_endpoint, freedompay_model};

/// Refunds a captured payment.
///
/// That a part can be refunded follows from the amount; the page does not say it, and shows no error.
///
/// Source: <https://docs.freedompay.kz/refund-payment-9587009e0>
#[freedompay_endpoint(
    uri = "/v5/g2g/edit",
    method = "POST",
    id = "gateway.async.edit.refund",
    response = RefundedPayment,
    effect = money,
    recover = RequestStatus,
    outcome = read::CARRIED_OUT,
    action = "gateway.payment.refund",
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/refund-payment-9587009e0"
)]
pub struct RefundPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01904e28-a01d-75d0-bc3a-56d777f0a39b")]
    pub id: Uuid,
    /// Amount to give back, major units of the payment's currency.
    #[freedompay(example = "100")]
    pub amount: Amount,
}

/// A payment that is being refunded.
#[freedompay_model]
pub struct RefundedPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01978d4f-fb27-7615-a95c-d646dc1df3f3")]
    pub id: Option<String>,
    /// Amount, major units of the payment's currency; positive, unlike that of `refund_payment`.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// The refund.
    pub refund_payment: Option<PaymentChange>,
}

/// Releases the hold of a payment that is not captured.
///
/// The page has no text and shows no error; that it is about holds follows from its title and from the samples.
///
/// Source: <https://docs.freedompay.kz/api-9587010>
#[freedompay_endpoint(
    uri = "/v5/g2g/edit",
    method = "POST",
    id = "gateway.async.edit.reverse",
    response = ReversedPayment,
    effect = money,
    recover = RequestStatus,
    outcome = read::CARRIED_OUT,
    action = "gateway.payment.reverse",
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587010"
)]
pub struct ReversePayment {
    /// Freedom Pay's id of the payment. This page types it as text, its siblings as a UUID.
    #[freedompay(example = "01909b30-b86a-77ef-ab25-0a7d126e8f4a")]
    pub id: Uuid,
}

/// A payment that is being reversed.
#[freedompay_model]
pub struct ReversedPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01978d5c-ab89-72a0-a5a1-2cc56029f041")]
    pub id: Option<String>,
    /// Amount, major units of the payment's currency.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// The reversal.
    pub reverse_payment: Option<StartedReversal>,
}

/// A reversal that is being processed.
#[freedompay_model]
pub struct StartedReversal {
    /// Its id.
    #[freedompay(example = "01978d62-9962-7380-b51a-67c174e4b4f6")]
    pub id: Option<String>,
    /// Its state.
    #[freedompay(example = "process")]
    pub status: Option<PaymentState>,
}

/// Captures (clears) a payment that is held.
///
/// Whether a part can be captured is not documented, and no error is shown.
///
/// Source: <https://docs.freedompay.kz/9587011e0>
#[freedompay_endpoint(
    uri = "/v5/g2g/edit",
    method = "POST",
    id = "gateway.async.edit.clearing",
    response = CapturedPayment,
    effect = money,
    recover = RequestStatus,
    outcome = read::CARRIED_OUT,
    action = "gateway.payment.clearing",
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/9587011e0"
)]
pub struct CapturePayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01978d27-fdb1-7fd1-8812-ce7a83414c72")]
    pub id: Uuid,
    /// Amount to capture, major units of the payment's currency.
    #[freedompay(example = "100")]
    pub amount: Amount,
}

/// A payment that is being captured.
#[freedompay_model]
pub struct CapturedPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01976974-b5ec-7e89-bb88-5ba118385e88")]
    pub id: Option<String>,
    /// State of the payment.
    #[freedompay(example = "process_clearing")]
    pub status: Option<PaymentState>,
    /// Amount of the payment, major units of its currency.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// Time of creation, ISO 8601 with nanoseconds, UTC.
    #[freedompay(example = "2025-06-13T13:22:25.900953117Z")]
    pub created_at: Option<String>,
    /// Captured amount so far.
    pub clearing: Option<CapturedAmount>,
}

/// Captured amount so far.
#[freedompay_model]
pub struct CapturedAmount {
    /// Captured amount, major units of the payment's currency; 0 until the capture is done.
    #[freedompay(example = "0")]
    pub amount: Option<Amount>,
}
