//! A `recover` that is not a read.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = CancelPoints
)]
pub struct PayPoints;

/// Cancels points.
#[freedompay_endpoint(uri = "/v5/partner/points/cancel", method = "POST")]
pub struct CancelPoints;

fn main() {
    let _ = (PayPoints::new(), CancelPoints::new());
}
