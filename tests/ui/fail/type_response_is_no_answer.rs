//! A response that is not declared.

use freedompay::freedompay_endpoint;

/// Points.
pub struct Points;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", response = Points)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
