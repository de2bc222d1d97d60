//! Card API > Transactions: what is done with the money on issued cards.

use super::answer::Acknowledgement;
use super::requests::{self, RequestOutcome};
use crate::{Amount, Uuid, freedompay_endpoint};

/// Returns a card transaction, in full or in part.
///
/// The page was marked as being developed in March 2025. Which currency and units `amount` has, and that a refund without
/// it returns everything, are not documented.
///
/// Source: <https://docs.freedompay.kz/api-14318477>
#[freedompay_endpoint(
    uri = "/v5/card-api/transaction/refund",
    method = "POST",
    id = "card.transactions.refund",
    response = Acknowledgement,
    effect = money,
    recover = TransactionStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-14318477"
)]
pub struct RefundTransaction {
    /// The partner's own id of this request; it must not repeat.
    pub request_id: Uuid,
    /// Order; its meaning is not documented.
    pub order_id: String,
    /// Transaction to return.
    pub transaction_id: String,
    /// Why.
    pub description: Option<String>,
    /// Amount to return.
    pub amount: Option<Amount>,
}

/// Asks what became of a transaction call, by its `request_id`.
///
/// The page was marked as being developed in spring 2025 and was then called Transaction request' status; that it is
/// today's Transaction status is our reading. [`RequestStatus`](super::requests::RequestStatus) calls the same path.
///
/// Source: <https://docs.freedompay.kz/api-14318518>
#[freedompay_endpoint(
    uri = "/v5/card-api/request/status",
    method = "POST",
    id = "card.transactions.status",
    response = RequestOutcome,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-14318518"
)]
pub struct TransactionStatus {
    /// The `request_id` of the earlier call.
    pub request_id: Uuid,
}
