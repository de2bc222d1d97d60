//! An id of another API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", id = "merchant.points")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
