//! Merchant API > Purchase > Refund payment.

use super::status::{self, PaymentStatus};
use super::{CallStatus, ErrorCode};
use crate::{Amount, freedompay_endpoint, freedompay_model};

/// Gives captured money back to the payer, all of it or a part.
///
/// For a hold see [`CancelPayment`](super::cancel::CancelPayment). The refund itself is best read from the payment's
/// status, where refunds are listed with negative amounts. Older copies and the official mobile SDK call `/revoke.php`.
///
/// The page's table of the request is not readable in public: the fields are those of the official Android SDK and of
/// public clients.
///
/// Errors: 1100 (wrong signature); by a public copy of the provider's list 10020 (more than was paid), 10034 (not
/// captured yet).
///
/// Source: <https://docs.freedompay.kz/refund-payment-11621013e0>
#[freedompay_endpoint(
    uri = "/revoke",
    method = "POST",
    id = "merchant.purchase.refund_payment",
    response = RefundedPayment,
    effect = money,
    recover = PaymentStatus,
    outcome = status::REFUNDED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/refund-payment-11621013e0"
)]
pub struct RefundPayment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "12345")]
    pub payment_id: u64,
    /// Amount to give back in the payment's currency, major units; everything unless set.
    #[freedompay(min = 0.01, max = 99999999)]
    pub refund_amount: Option<Amount>,
    /// Sent by clients. Not documented for this call, so do not rely on it against a second refund.
    pub idempotency_key: Option<String>,
}

/// Outcome of a refund.
///
/// The current page has the error fields, the official Android SDK reads the id; neither is certain to be there.
#[freedompay_model(prefix = "pg_")]
pub struct RefundedPayment {
    /// `ok`; the page's text speaks of success, error and pending.
    pub status: Option<CallStatus>,
    /// Code of an error.
    pub error_code: Option<ErrorCode>,
    /// Text of an error.
    pub error_description: Option<String>,
    /// Id of the refund, by the official Android SDK.
    pub revoke_payment_id: Option<u64>,
}
