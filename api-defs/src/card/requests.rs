//! Card API > Request' status: what became of an earlier call.

use super::answer::{CallStatus, RequestState};
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Uuid, freedompay_endpoint, freedompay_model};

/// Asks what became of an earlier call, by its `request_id`.
///
/// [`TransactionStatus`](super::transactions::TransactionStatus) asks the same of a transaction. Read on the
/// documentation of Kyrgyzstan; the overview of Kazakhstan confirms the path.
///
/// Source: <https://docs.freedompay.kg/api-13677899>
#[freedompay_endpoint(
    uri = "/v5/card-api/request/status",
    method = "POST",
    id = "card.request_status",
    response = RequestOutcome,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kg/api-13677899"
)]
pub struct RequestStatus {
    /// The `request_id` of the earlier call.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub request_id: Uuid,
}

/// A request by its own id. The response to an id that never arrived is not documented, so it is not conclusive.
///
/// Source: <https://docs.freedompay.kz/doc-850764>, dictionaries
pub(super) const DONE: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "request_status", values: &["success"] }],
    failed: &[FieldMatch { path: "request_status", values: &["error"] }],
    ..OutcomeRules::DEFAULT
};

/// Outcome of an earlier call. The path is documented with two responses, one for cards and clients, one for
/// transactions; which parts are there depends on the call that is asked about.
#[freedompay_model]
pub struct RequestOutcome {
    /// Outcome of this call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the earlier call.
    #[freedompay(example = "success")]
    pub request_status: Option<RequestState>,
    /// Cards that it was about or that it issued.
    pub cards: Vec<IssuedCard>,
    /// Client that it was about or that it registered.
    pub client_id: Option<String>,
    /// Transaction that it was about or that it made.
    pub transaction_id: Option<String>,
    /// Financial document of the transaction.
    pub fin_document_id: Option<String>,
    /// When this call was processed, RFC 3339 with offset.
    pub dt: Option<String>,
}

impl PollStatus for RequestOutcome {
    fn is_final(&self) -> bool {
        self.request_status != Some(RequestState::Process)
    }
}

/// One card of a request.
#[freedompay_model]
pub struct IssuedCard {
    /// Card, by the id that Freedom Processing gave.
    pub card_id: Option<String>,
}
