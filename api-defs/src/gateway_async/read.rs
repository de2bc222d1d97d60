//! Async API > Read: what became of payments and requests.

use super::outcome::{Failure, PaymentOutcome, PaymentState};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Amount, Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for the state of a payment, by the payment's id or by the order's number.
///
/// Name one of the two. The response may be an empty object; what that means is not documented.
///
/// Errors: the payment's own, such as 10012 (a limit of the card), beside the state `error`.
///
/// Source: <https://docs.freedompay.kz/api-9587007>
#[freedompay_endpoint(
    uri = "/v5/g2g/read",
    method = "POST",
    id = "gateway.async.read.payment",
    response = Payment,
    effect = read,
    action = "gateway.payment.status",
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9587007"
)]
pub struct PaymentStatus {
    /// Freedom Pay's id of the payment; needed without `order_id`. The schema always requires it, the text does not.
    #[freedompay(example = "01978c2f-79bc-72de-85f1-2ca183462dc5")]
    pub id: Option<Uuid>,
    /// Order number on the merchant's side; needed without `id`.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
}

/// A payment that the call made, asked about by the order's number: `approved` is held, the others were charged. What is
/// answered where there is none is not documented, so that is no "no".
pub(super) const CHARGED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "status", values: &["approved", "success", "reversed", "process_clearing"] }],
    failed: &[FieldMatch { path: "status", values: &["error"] }],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// A payment with what was done to it. Every sample lacks something that the schema requires.
#[freedompay_model]
pub struct Payment {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "01978d0e-b956-7ea2-9a42-32cff1f44ede")]
    pub id: Option<Uuid>,
    /// Order number on the merchant's side; absent from the sample of a failed payment.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
    /// The payment that this one belongs to; absent from every sample.
    pub parent_id: Option<Uuid>,
    /// State of the payment.
    #[freedompay(example = "approved")]
    pub status: Option<PaymentState>,
    /// Amount, major units of the payment's currency. A text in the sample of a failed payment.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
    /// Time of creation, ISO 8601 with nanoseconds, UTC.
    #[freedompay(example = "2025-06-20T07:13:31.068188524Z")]
    pub created_at: Option<String>,
    /// State of 3-D Secure.
    #[freedompay(rename = "3ds")]
    pub three_ds: Option<ThreeDs>,
    /// Source of the money.
    pub from: Option<DebitedSource>,
    /// Captured amount; absent while it is processed.
    pub clearing: Option<Clearing>,
    /// References of the bank's.
    pub additional: Option<BankReferences>,
    /// Refunds of the payment.
    pub refund_payments: Vec<PaymentChange>,
    /// Reversals of the payment.
    pub reverse_payments: Vec<PaymentChange>,
    /// Why it failed.
    pub error: Option<Failure>,
}

impl PollStatus for Payment {
    fn is_final(&self) -> bool {
        // A payer who has to pass 3-D Secure is not waited for: somebody has to send him there first.
        self.status != Some(PaymentState::Process)
    }
}

/// State of 3-D Secure.
#[freedompay_model]
pub struct ThreeDs {
    /// Whether the payer is challenged; absent while it is processed.
    #[freedompay(example = "C")]
    pub flow_type: Option<FlowType>,
    /// URL to which the payer's browser is sent with a POST, whose form field `TermUrl` says where it comes back to. Empty,
    /// thus absent, if it need not go anywhere.
    pub acs_url: Option<String>,
}

/// Outcome of 3-D Secure.
#[freedompay_enum]
pub enum FlowType {
    /// Without the payer.
    #[freedompay(rename = "F")]
    Frictionless,
    /// The payer is challenged.
    #[freedompay(rename = "C")]
    Challenge,
}

/// Source of the money.
#[freedompay_model]
pub struct DebitedSource {
    /// The recurring profile that was begun or used.
    pub recurrent: Option<RecurrentProfile>,
    /// The card.
    pub card: Option<DebitedCard>,
}

/// A recurring profile.
#[freedompay_model]
pub struct RecurrentProfile {
    /// Its id, to pay by later.
    pub profile_id: Option<String>,
    /// When it expires; the format is not documented.
    pub profile_expiry_date: Option<String>,
}

/// The card that was debited.
#[freedompay_model]
pub struct DebitedCard {
    /// Id of the saved card, to pay by later. The text says to send it as `uuid` of
    /// [`SourceCard`](super::source::SourceCard), the sample sends it as `token`.
    pub token: Option<Secret>,
    /// Brand of the card.
    #[freedompay(example = "VI")]
    pub brand: Option<String>,
}

/// Captured amount of a payment.
#[freedompay_model]
pub struct Clearing {
    /// Whether it is captured.
    #[freedompay(example = "true")]
    pub cleared: Option<bool>,
    /// Captured amount, major units of the payment's currency.
    #[freedompay(example = "100")]
    pub amount: Option<Amount>,
}

/// References of the bank's.
#[freedompay_model]
pub struct BankReferences {
    /// Authorisation code.
    #[freedompay(example = "95F69T")]
    pub approval_code: Option<String>,
    /// Retrieval reference number (RRN).
    #[freedompay(example = "1234567891234")]
    pub reference: Option<String>,
    /// Internal reference.
    #[freedompay(example = "AC1BFED11052BFAC")]
    pub intreference: Option<String>,
}

/// A refund or a reversal of a payment.
#[freedompay_model]
pub struct PaymentChange {
    /// Its id.
    #[freedompay(example = "01978d53-4748-74c1-9c0a-0ca2b64b9c1b")]
    pub id: Option<String>,
    /// Amount, major units of the payment's currency; negative in the samples.
    #[freedompay(example = "-100")]
    pub amount: Option<Amount>,
    /// Its state.
    #[freedompay(example = "success")]
    pub status: Option<PaymentState>,
}

/// Asks how an earlier request of this API ended, and its response.
///
/// Errors: 1202 (no such payment) and those of the request asked about, inside [`RequestOutcome::response`].
///
/// Source: <https://github.com/DimkaQQ/BotFactory/blob/c041d9d74b2f67be8b68c1ef5a71229199cc7f42/docs/freedompay-overview.md>
/// (a copy; the page itself is not readable)
#[freedompay_endpoint(
    uri = "/v5/g2g/read",
    method = "POST",
    id = "gateway.async.read.request",
    response = RequestOutcome,
    effect = read,
    action = "gateway.request.status",
    shares_uri,
    since = "0.1.0",
    source = "https://github.com/DimkaQQ/BotFactory/blob/c041d9d74b2f67be8b68c1ef5a71229199cc7f42/docs/freedompay-overview.md"
)]
pub struct RequestStatus {
    /// `X-Request-Id` of the request asked about.
    #[freedompay(example = "29e0f9f5-592d-46f5-8eb0-6aad0f44c28c")]
    pub id: Uuid,
}

/// A request by its `X-Request-Id`. That it was carried out means that the refund, reversal or capture was begun;
/// [`PaymentStatus`] reports how that went. The response to an id that never arrived is not documented.
pub(super) const CARRIED_OUT: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "status", values: &["success"] }],
    failed: &[FieldMatch { path: "status", values: &["error"] }],
    by_request_id: Some("id"),
    ..OutcomeRules::DEFAULT
};

/// Outcome of an earlier request.
#[freedompay_model]
pub struct RequestOutcome {
    /// `X-Request-Id` of that request.
    #[freedompay(example = "23fce447-82ad-45df-be37-a67151e2e299")]
    pub id: Option<String>,
    /// Outcome of the request; the payment has a state of its own.
    #[freedompay(example = "success")]
    pub status: Option<RequestState>,
    /// Its response. The samples are of payments; for a refund, reversal or capture none is shown.
    pub response: Option<PaymentOutcome>,
}

/// Outcome of a request.
#[freedompay_enum]
pub enum RequestState {
    /// It was carried out.
    Success,
    /// It was not.
    Error,
}
