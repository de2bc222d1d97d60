//! A number where the reason is expected.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(uri = "/v5/partner/points/pay", method = "POST", effect = money, recover = none(17))]
pub struct PayPoints;

fn main() {
    let _ = PayPoints::new();
}
