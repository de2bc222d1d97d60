//! Outcome of a payment.

use std::time::Duration;

use crate::gateway::error_code::ErrorCode;
use crate::gateway::values::{CallStatus, PaymentState};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_model};
use freedompay_runtime::tree::wrapped_list;

/// Asks for the state of a payment.
///
/// The newest schema requires both ids; an older page (freedompay.money/docs-en/gateway-api/after-pay) has them as
/// alternatives. Both are optional here, because after a call without a response the order number is all there is: send
/// what is known.
///
/// Errors: 11068 (no such payment; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9587004>
#[freedompay_endpoint(
    uri = "/g2g/status_v2",
    method = "POST",
    id = "gateway.sync.purchase.status",
    response = PaymentDetails,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587004"
)]
pub struct PaymentStatus {
    /// Freedom Pay's id of the payment; finds payments of any kind.
    #[freedompay(example = "1427057029")]
    pub payment_id: Option<u64>,
    /// The merchant's order number; finds the payment itself, not its refunds.
    #[freedompay(example = "2343253465454")]
    pub order_id: Option<String>,
}

/// A payment that the call made and charged, or held.
pub(in crate::gateway) const CHARGED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_status", values: &["success"] }],
    failed: &[FieldMatch { path: "pg_payment_status", values: &["error"] }],
    // Reported too early, it is not conclusive.
    not_found_codes: &["11068"],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A payment that was there before and that the call went on with, asked about by Freedom Pay's id.
pub(in crate::gateway) const CONTINUED: OutcomeRules =
    OutcomeRules { not_found_codes: &[], not_found_grace: Duration::ZERO, ..CHARGED };

/// A payment with a hosted page. It was seen live as `new` before anybody had paid, so a missing payment is conclusive, too.
pub(super) const CREATED: OutcomeRules =
    OutcomeRules { happened: &[FieldMatch { path: "pg_payment_id", values: FieldMatch::ANY }], failed: &[], ..CHARGED };

/// A payment with a hosted page for any amount, of which that was not seen.
pub(super) const PREPARED: OutcomeRules = OutcomeRules {
    not_found_codes: &[],
    inconclusive_because: "no source says that the provider knows of such a payment before somebody pays",
    ..CREATED
};

/// A capture. A missing one is not conclusive: the state was seen to lag a capture by some seconds, and no source
/// says how long it may.
pub(super) const CAPTURED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_captured", values: &["1"] }],
    inconclusive_because: "the payment is not captured, but its state lags a capture by a time that no source states",
    ..OutcomeRules::DEFAULT
};

/// A cancellation; of the whole, so one that succeeded is this one. Cancellations are listed wrapped or not.
pub(super) const CANCELLED: OutcomeRules = OutcomeRules {
    happened: &[
        FieldMatch { path: "pg_revoked_payments.pg_revoked_payment.pg_payment_status", values: &["success"] },
        FieldMatch { path: "pg_revoked_payments.pg_payment_status", values: &["success"] },
    ],
    inconclusive_because: "the payment is not cancelled, but its state may lag by a time that no source states",
    ..OutcomeRules::DEFAULT
};

/// A refund. The status lists refunds by the provider's ids and amounts alone, so none is known to be this one.
pub(super) const REFUNDED: OutcomeRules = OutcomeRules {
    inconclusive_because: "refunds are listed without anything that ties one to its call: compare amounts and times with your own \
             records",
    ..OutcomeRules::DEFAULT
};

/// A payment. Amounts are in `currency`, major units.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentDetails {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "1427057029")]
    pub payment_id: Option<u64>,
    /// The merchant's order number.
    #[freedompay(example = "2343253465454")]
    pub order_id: Option<String>,
    /// Currency of the amounts, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Outcome of the question, not of the payment.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// State of the payment. `success` alone does not mean that the money was captured; see `captured`.
    #[freedompay(example = "success")]
    pub payment_status: Option<PaymentState>,
    /// Amount of the payment.
    #[freedompay(example = "1030")]
    pub amount: Option<Amount>,
    /// Amount that was captured so far.
    #[freedompay(example = "0")]
    pub clearing_amount: Option<Amount>,
    /// Amount that was given back so far. Negative in a live response and in an older sample.
    #[freedompay(example = "0")]
    pub refund_amount: Option<Amount>,
    /// Amount less the fee; in the sample only.
    #[freedompay(example = "1005.28")]
    pub net_amount: Option<Amount>,
    /// Payer's e-mail address; may be empty.
    #[freedompay(example = "example@site.com")]
    pub user_email: Option<String>,
    /// Payer's phone.
    #[freedompay(example = "77001234567")]
    pub user_phone: Option<String>,
    /// Holder's name.
    #[freedompay(secret, example = "NAME NAME")]
    pub card_name: Option<String>,
    /// Id of the saved card. Deprecated by the provider; the token takes its place.
    #[freedompay(example = "1234")]
    pub card_id: Option<u64>,
    /// Token of the saved card.
    #[freedompay(example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Option<Secret>,
    /// Masked card number. Like the other card fields it is absent until a card was tried.
    #[freedompay(not_secret, example = "5483-18XX-XXXX-0293")]
    pub card_pan: Option<String>,
    /// Month and year the card expires, `MM/YY`.
    #[freedompay(secret, example = "03/23")]
    pub card_exp: Option<String>,
    /// Card scheme.
    #[freedompay(example = "VI")]
    pub card_brand: Option<String>,
    /// When it was paid, `YYYY-MM-DD hh:mm:ss` without offset: Almaty time in a live response. Empty until then.
    #[freedompay(example = "2024-11-28 15:44:53")]
    pub payment_date: Option<String>,
    /// Whether the money was captured. Absent until a card was tried.
    #[freedompay(example = "0")]
    pub captured: Option<Flag>,
    /// Refunds of the payment.
    ///
    /// The schema has a plain list; the only published sample, an older call's, wraps it into `pg_refund_payment`
    /// elements. Both are read.
    #[serde(deserialize_with = "wrapped_list")]
    pub refund_payments: Vec<PaymentRefund>,
    /// Cancellations of the payment; wrapped or not, as the refunds.
    #[serde(deserialize_with = "wrapped_list")]
    pub revoked_payments: Vec<PaymentCancellation>,
    /// The bank's reference (RRN).
    #[freedompay(example = "4333333333")]
    pub reference: Option<String>,
    /// The bank's reference (ARN).
    #[freedompay(example = "TE5XTR4GGFF")]
    pub intreference: Option<String>,
    /// Why the payment failed.
    pub failure_code: Option<ErrorCode>,
    /// Why the payment failed, in words.
    pub failure_description: Option<String>,
    /// The bank's authorisation code, six digits.
    #[freedompay(example = "932495")]
    pub auth_code: Option<String>,
    /// Seen live beside `failure_code` after a failed card; no page lists it.
    pub error_code: Option<ErrorCode>,
    /// Seen live beside `failure_description` after a failed card; no page lists it.
    pub error_description: Option<String>,
    /// When it was answered, ISO 8601 with offset.
    #[freedompay(example = "2024-11-28T10:44:55+00:00")]
    pub datetime: Option<String>,
}

impl PollStatus for PaymentDetails {
    fn is_final(&self) -> bool {
        !self.payment_status.as_ref().is_some_and(PaymentState::is_under_way)
    }
}

/// A refund of a payment.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentRefund {
    /// Id of the refund.
    pub payment_id: Option<u64>,
    /// State of the refund.
    pub payment_status: Option<PaymentState>,
    /// Amount, in the payment's currency, major units; negative in an older sample.
    pub amount: Option<Amount>,
    /// When it was carried out, `YYYY-MM-DD hh:mm:ss`, time zone not stated; successful ones only.
    pub payment_date: Option<String>,
    /// The bank's reference (RRN).
    pub reference: Option<String>,
    /// Why it failed.
    pub failure_code: Option<ErrorCode>,
    /// Why it failed, in words.
    pub failure_description: Option<String>,
}

/// A cancellation of a payment.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentCancellation {
    /// Id of the cancellation.
    pub payment_id: Option<u64>,
    /// State of the cancellation.
    pub payment_status: Option<PaymentState>,
}
