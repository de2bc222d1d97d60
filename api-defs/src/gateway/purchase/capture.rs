//! The calls after an authorisation: capture, cancel, refund.

use super::status::{self, PaymentStatus};
use crate::gateway::receipt::ReceiptPosition;
use crate::gateway::values::{CallStatus, PaymentState};
use crate::{Amount, Flag, freedompay_endpoint, freedompay_model};

/// Lets go of the money that a payment in two steps holds, before it is captured.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and codes of the payment system.
///
/// Source: <https://docs.freedompay.kz/api-9587002>
#[freedompay_endpoint(
    uri = "/g2g/cancel",
    method = "POST",
    id = "gateway.sync.purchase.cancel",
    response = Cancellation,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CANCELLED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587002"
)]
pub struct CancelPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: u64,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
}

/// A cancellation.
#[freedompay_model(prefix = "pg_")]
pub struct Cancellation {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// Id of the cancellation.
    #[freedompay(example = "7777777778")]
    pub payment_revoke_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// State of the cancellation; `success` in the sample and live.
    #[freedompay(example = "success")]
    pub revoke_status: Option<PaymentState>,
}

/// Captures (clears) all or part of the money that a payment in two steps holds.
///
/// The response to a second capture is not documented. The status call may lag some seconds behind.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and codes of the payment system.
///
/// Source: <https://docs.freedompay.kz/api-9587001>
#[freedompay_endpoint(
    uri = "/g2g/clearing",
    method = "POST",
    id = "gateway.sync.purchase.clearing",
    response = Capture,
    effect = money,
    recover = PaymentStatus,
    outcome = status::CAPTURED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587001"
)]
pub struct CapturePayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: u64,
    /// Part to capture, in the payment's currency, major units; less than what is held.
    ///
    /// That everything is captured without it follows from its being optional; the page does not say so.
    #[freedompay(example = "500")]
    pub clearing_amount: Option<Amount>,
}

/// A capture. Amounts are in the payment's currency, major units; the page types them as whole numbers.
#[freedompay_model(prefix = "pg_")]
pub struct Capture {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// Amount that was held.
    #[freedompay(example = "1000")]
    pub amount: Option<Amount>,
    /// Amount that was captured.
    #[freedompay(example = "500")]
    pub clearing_amount: Option<Amount>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Whether it was captured.
    ///
    /// The schema calls it `pg_clearing_status`; the sample and a live call have `pg_status_clearing`. Both are read.
    #[freedompay(example = "1")]
    #[serde(alias = "pg_clearing_status")]
    pub status_clearing: Option<Flag>,
}

/// Gives back all or part of a captured payment.
///
/// The newest schema marks nothing as required; that the payment is follows from the sister pages.
///
/// Errors: 1100 (wrong signature), 9998 (unknown merchant; unsigned), and codes of the payment system.
///
/// Source: <https://docs.freedompay.kz/api-9587003>
#[freedompay_endpoint(
    uri = "/g2g/refund",
    method = "POST",
    id = "gateway.sync.purchase.refund",
    response = Refund,
    effect = money,
    recover = PaymentStatus,
    outcome = status::REFUNDED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587003"
)]
pub struct RefundPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: u64,
    /// Part to give back, in `currency`, major units. What happens without it is not documented; presumably all of it
    /// goes back.
    #[freedompay(min = 0.01, example = "40")]
    pub amount: Option<Amount>,
    /// Currency of the original charge, ISO 4217. A live call did without it.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Lines of the receipt; at most ten (see [`ReceiptPosition`]).
    pub receipt_positions: Option<Vec<ReceiptPosition>>,
}

/// A refund.
#[freedompay_model(prefix = "pg_")]
pub struct Refund {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "7777777777")]
    pub payment_id: Option<u64>,
    /// Id of the refund.
    #[freedompay(example = "7777777778")]
    pub payment_refund_id: Option<u64>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// State of the refund; `success` in the sample and live.
    #[freedompay(example = "success")]
    pub refund_status: Option<PaymentState>,
}
