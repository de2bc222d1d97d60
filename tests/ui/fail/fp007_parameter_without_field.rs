//! A parameter that no field fills.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{name}", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
