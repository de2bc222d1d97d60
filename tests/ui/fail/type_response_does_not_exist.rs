//! A response type that does not exist.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", response = Points)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
