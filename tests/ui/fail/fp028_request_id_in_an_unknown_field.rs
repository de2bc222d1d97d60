//! Rules that ask by the `X-Request-Id` in a field that the status call does not have.

use freedompay::freedompay_endpoint;
use freedompay::meta::OutcomeRules;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PointsStatus,
    outcome = PAID,
    headers("X-Request-Id")
)]
pub struct PayPoints {
    /// Order number.
    pub order_id: String,
}

/// Asks what became of it.
#[freedompay_endpoint(uri = "/v5/partner/points/{request_id}", method = "GET")]
pub struct PointsStatus {
    /// Id of the request.
    #[freedompay(path)]
    pub request_id: String,
}

/// Settles nothing.
pub const PAID: OutcomeRules = OutcomeRules { by_request_id: Some("id"), ..OutcomeRules::DEFAULT };

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new("1"));
}
