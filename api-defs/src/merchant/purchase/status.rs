//! Merchant API > Purchase > Status.

use std::time::Duration;

use super::{CallStatus, ErrorCode};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for the status of a payment, with its refunds.
///
/// Errors: 1100 (wrong signature), 11068 or in older copies 340 (no such payment or order; may be unsigned).
///
/// Source: <https://docs.freedompay.kz/status-11620963e0>
// An older page signs its printed example as `get_status.php`; its own code sample and the test host use the script
// that is called.
#[freedompay_endpoint(
    uri = "/get_status3.php",
    method = "POST",
    id = "merchant.purchase.status",
    response = PaymentDetails,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/status-11620963e0"
)]
pub struct PaymentStatus {
    /// Freedom Pay's id of the payment.
    ///
    /// Documented as required, but the test host and integrations take the order number alone as well. It is optional here,
    /// because after a lost response the order number is all that is known, and asking must be possible then.
    #[freedompay(example = "123456789")]
    pub payment_id: Option<u64>,
    /// Order number on the merchant's side. It is ignored when the payment's id is given; alone it means the last payment
    /// of the order.
    #[freedompay(example = "00102")]
    pub order_id: Option<String>,
}

/// "No such payment", as errors of the status call. Reported too early, it is not conclusive.
const NOT_FOUND: &[&str] = &["11068", "340"];

/// A payment that the call made and charged. What was held or given back later was charged all the same. `partial` and
/// `incomplete` are explained nowhere and tell nothing.
pub(in crate::merchant) const CHARGED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_status", values: &["success", "ok", "revoked", "refunded"] }],
    failed: &[FieldMatch { path: "pg_payment_status", values: &["failed", "error"] }],
    not_found_codes: NOT_FOUND,
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A payment that was there before and that the call went on with, asked about by Freedom Pay's id.
pub(in crate::merchant) const CONTINUED: OutcomeRules =
    OutcomeRules { not_found_codes: &[], not_found_grace: Duration::ZERO, ..CHARGED };

/// A payment that the call prepared: that there is one is all there is to know.
pub(in crate::merchant) const PREPARED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_payment_id", values: FieldMatch::ANY }],
    inconclusive_because: "no source says that the provider knows of such a payment before somebody pays",
    ..OutcomeRules::DEFAULT
};

/// A payment with a hosted page. It was seen live as `new` before anybody had paid, so a missing payment is conclusive, too.
pub(in crate::merchant) const CREATED: OutcomeRules = OutcomeRules {
    not_found_codes: NOT_FOUND,
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    inconclusive_because: "",
    ..PREPARED
};

/// A capture. A missing one is not conclusive: the state was seen to lag a capture by some seconds, and no source
/// says how long it may.
pub(in crate::merchant) const CAPTURED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "pg_captured", values: &["1"] }],
    inconclusive_because: "the payment is not captured, but its state lags a capture by a time that no source states",
    ..OutcomeRules::DEFAULT
};

/// A cancellation; of the whole, so one that succeeded is this one.
pub(in crate::merchant) const CANCELLED: OutcomeRules = OutcomeRules {
    happened: &[
        FieldMatch { path: "pg_payment_status", values: &["revoked"] },
        FieldMatch { path: "pg_revoked_payments.pg_revoked_payment.pg_payment_status", values: &["success", "ok"] },
    ],
    inconclusive_because: "the payment is not cancelled, but its state may lag by a time that no source states",
    ..OutcomeRules::DEFAULT
};

/// A refund. The status lists refunds by the provider's ids and amounts alone, so none is known to be this one.
pub(in crate::merchant) const REFUNDED: OutcomeRules = OutcomeRules {
    inconclusive_because: "refunds are listed without anything that ties one to its call: compare amounts and times with your own \
             records",
    ..OutcomeRules::DEFAULT
};

/// The status of a payment. Amounts are in major units of `currency`.
///
/// Money that is held, not taken, is [`Success`](PaymentState::Success) with `captured` 0.
#[freedompay_model(prefix = "pg_")]
pub struct PaymentDetails {
    /// Outcome of this call, not of the payment.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "123456789")]
    pub payment_id: Option<u64>,
    /// Order number on the merchant's side. The schema requires it, the sample lacks it.
    pub order_id: Option<String>,
    /// State of the payment.
    #[freedompay(example = "success")]
    pub payment_status: Option<PaymentState>,
    /// Whether the merchant may still refuse the payment.
    #[freedompay(example = "1")]
    pub can_reject: Option<Flag>,
    /// Payment method: `bankcard` in the sample, `mobile_commerce` from a phone's balance.
    #[freedompay(example = "bankcard")]
    pub payment_method: Option<String>,
    /// Amount of the payment.
    #[freedompay(example = "10")]
    pub amount: Option<Amount>,
    /// Currency of the amounts.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Whether the money was taken. May be absent before a card was tried, and lags a capture by some seconds.
    #[freedompay(example = "1")]
    pub captured: Option<Flag>,
    /// Amount that was captured.
    #[freedompay(example = "10")]
    pub clearing_amount: Option<Amount>,
    /// Sum of the refunds, negative.
    #[freedompay(example = "-10")]
    pub refund_amount: Option<Amount>,
    /// Sum of what was reversed. Copies of the schema print `pg_revoke_amount` as well.
    pub revoked_amount: Option<Amount>,
    /// Reference of the transaction.
    #[freedompay(example = "123456789")]
    pub reference: Option<String>,
    /// Authorisation code.
    pub auth_code: Option<String>,
    /// Name on the card.
    #[freedompay(secret, example = "Card Holder")]
    pub card_name: Option<String>,
    /// Masked card number.
    #[freedompay(not_secret, example = "5483-18XX-XXXX-0293")]
    pub card_pan: Option<String>,
    /// Token of the card.
    #[freedompay(example = "ef741cfc-f85e-41a0-84e6-2ba964912182")]
    pub card_token: Option<Secret>,
    /// Payer's e-mail address.
    pub user_email: Option<String>,
    /// Payer's phone.
    pub user_phone: Option<String>,
    /// Whether it is a test payment.
    pub testing_mode: Option<Flag>,
    /// When it was created: `YYYY-MM-DD HH:MM:SS`, time zone not documented.
    #[freedompay(example = "2023-05-31 16:24:20")]
    pub create_date: Option<String>,
    /// When it was paid: `YYYY-MM-DD HH:MM:SS`. The zone is not documented; a live payment's was Almaty time (UTC+5).
    pub payment_date: Option<String>,
    /// Why the payment failed, as a code.
    pub failure_code: Option<ErrorCode>,
    /// Why the payment failed, as a text.
    pub failure_description: Option<String>,
    /// Refunds.
    pub refund_payments: Option<Refunds>,
    /// Reversals.
    pub revoked_payments: Option<Reversals>,
}

impl PollStatus for PaymentDetails {
    fn is_final(&self) -> bool {
        !matches!(self.payment_status, Some(PaymentState::New | PaymentState::Process | PaymentState::Pending))
    }
}

/// The refunds of a payment.
#[freedompay_model(prefix = "pg_")]
pub struct Refunds {
    /// One element for each.
    pub refund_payment: Vec<Refund>,
}

/// One refund.
#[freedompay_model(prefix = "pg_")]
pub struct Refund {
    /// Freedom Pay's id of the refund.
    #[freedompay(example = "123456789")]
    pub payment_id: Option<u64>,
    /// State of the refund.
    #[freedompay(example = "success")]
    pub payment_status: Option<PaymentState>,
    /// Amount in the payment's currency, major units, negative.
    #[freedompay(example = "-10")]
    pub amount: Option<Amount>,
    /// When it was made: `YYYY-MM-DD HH:MM:SS`. The zone is not documented; a live payment's was Almaty time (UTC+5).
    #[freedompay(example = "2023-05-31 16:26:36")]
    pub payment_date: Option<String>,
    /// Reference of the transaction.
    #[freedompay(example = "123456789")]
    pub reference: Option<String>,
}

/// The reversals of a payment.
#[freedompay_model(prefix = "pg_")]
pub struct Reversals {
    /// One element for each.
    pub revoked_payment: Vec<Reversal>,
}

/// One reversal.
#[freedompay_model(prefix = "pg_")]
pub struct Reversal {
    /// Freedom Pay's id of the reversal.
    pub payment_id: Option<u64>,
    /// State of the reversal.
    pub payment_status: Option<PaymentState>,
}

/// State of a payment. No single page lists them: they are gathered from several copies and from code.
#[freedompay_enum]
pub enum PaymentState {
    /// Created.
    New,
    /// Being processed.
    Process,
    /// Waiting.
    Pending,
    /// `partial`; what it means is not documented.
    Partial,
    /// Done; held only, if it is not captured.
    Success,
    /// Success, in older copies.
    Ok,
    /// Failed.
    Failed,
    /// Failed.
    Error,
    /// Reversed.
    Revoked,
    /// Given back.
    Refunded,
    /// Not finished in time.
    Incomplete,
}

/// State of a transaction, as older calls name it.
#[freedompay_enum]
pub enum TransactionStatus {
    /// `partial`; what it means is not documented.
    Partial,
    /// Waiting.
    Pending,
    /// Done.
    Ok,
    /// Failed.
    Failed,
    /// Not finished in time.
    Incomplete,
}
