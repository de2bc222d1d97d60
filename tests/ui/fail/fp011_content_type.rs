//! A header that the client sets.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    headers("content-type" = "application/json")
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
