//! Nothing can be asked, and no reason is given.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(uri = "/v5/partner/points/pay", method = "POST", effect = money, recover = none)]
pub struct PayPoints;

fn main() {
    let _ = PayPoints::new();
}
