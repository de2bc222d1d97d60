//! A parameter in another case that no field fills.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{customerId}", method = "GET")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
