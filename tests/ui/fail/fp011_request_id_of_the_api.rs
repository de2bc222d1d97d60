//! A header that every call of the API carries.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/g2g/points", method = "POST", action = "points",
    headers("X-Request-Id")
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
