//! A status call that takes none of the request's ids.

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
#[freedompay_endpoint(uri = "/v5/partner/points/status", method = "GET")]
pub struct PointsStatus {
    /// Payment id, which only the response has.
    #[freedompay(query)]
    pub payment_id: Option<String>,
}

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new());
}
