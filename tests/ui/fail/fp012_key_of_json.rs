//! The key of a signature that the API does not have.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", key = payout)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
