//! A call that would be asked about itself.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PayPoints
)]
pub struct PayPoints {
    /// Order number.
    pub order_id: String,
}

fn main() {
    let _ = PayPoints::new("1");
}
