//! Another word for an argument that is needed: the value tells which.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(path = "/v5/partner/points", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
