//! A date as a version.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", since = "2024-03-01")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
