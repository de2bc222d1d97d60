//! An id of another JSON API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/card-api/points", method = "POST", id = "gateway.points")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
