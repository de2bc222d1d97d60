//! An action of another JSON API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", action = "points.list")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
