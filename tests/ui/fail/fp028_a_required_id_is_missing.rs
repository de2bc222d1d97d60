//! A status call that requires an id the request does not have.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PointsStatus
)]
pub struct PayPoints {
    /// Order number.
    pub order_id: String,
}

/// Asks what became of it.
#[freedompay_endpoint(uri = "/v5/partner/points/{payment_id}/status", method = "GET")]
pub struct PointsStatus {
    /// Payment id, which only the response has.
    #[freedompay(path)]
    pub payment_id: String,
    /// Order number.
    #[freedompay(query)]
    pub order_id: String,
}

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new("1", "2"));
}
