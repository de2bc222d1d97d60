//! A flag with a text.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", shares_uri = "yes")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
