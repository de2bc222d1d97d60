//! A call of the Gateway Async API without its action.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/g2g/points", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
