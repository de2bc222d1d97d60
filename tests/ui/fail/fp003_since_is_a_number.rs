//! A version that is a number.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", since = 0.1)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
