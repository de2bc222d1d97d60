//! An id in capitals.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", id = "partner.Points")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
