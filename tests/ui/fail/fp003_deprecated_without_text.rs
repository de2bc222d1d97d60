//! A deprecation that does not say what to use instead.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", deprecated)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
