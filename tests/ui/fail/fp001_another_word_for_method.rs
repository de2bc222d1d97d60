//! Another word for an argument that is needed: the value tells which.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", verb = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
