//! A `recover` that belongs to another API.

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
#[freedompay_endpoint(uri = "/v5/card-api/points/status", method = "GET")]
pub struct PointsStatus {
    /// Order number.
    #[freedompay(query)]
    pub order_id: String,
}

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new("1"));
}
