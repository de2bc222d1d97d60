//! A space in the path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/all points", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
