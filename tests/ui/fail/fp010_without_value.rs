//! A header without a value.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST", headers("Accept-Language")
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
