//! A call that only reads has nothing to recover.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points/status", method = "POST",
    effect = read, recover = Query
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
