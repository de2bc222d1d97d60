//! A comma is missing after a list; what follows still counts.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    headers("X-Request-Id") effect = read
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
