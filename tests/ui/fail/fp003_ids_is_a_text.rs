//! A text where the path of a function is expected.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PointsStatus,
    ids = "points_id"
)]
pub struct PayPoints;

/// Asks what became of it.
#[freedompay_endpoint(uri = "/v5/partner/points/status", method = "GET")]
pub struct PointsStatus;

fn main() {
    let _ = (PayPoints::new(), PointsStatus::new());
}
