//! A header name with illegal characters.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", headers("X-Name:" = "x"))]
pub struct Query;

fn main() {
    let _ = Query::new();
}
