//! A constant as a path.

use freedompay::freedompay_endpoint;

const POINTS: &str = "/v5/partner/points";

/// Asks how many points there are.
#[freedompay_endpoint(uri = POINTS, method = "POST")]
pub struct Query;

fn main() {
    let _ = (Query::new(), POINTS);
}
