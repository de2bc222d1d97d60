//! A type with an open bracket; what follows still counts.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/partner/points", method = "POST",
    response = Vec<, effect = read
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
