//! A derive under a condition.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[cfg_attr(all(), derive(Clone))]
pub struct Query;

fn main() {
    let _ = Query::new().clone();
}
