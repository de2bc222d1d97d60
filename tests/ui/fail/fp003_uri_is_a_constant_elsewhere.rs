//! A constant of another module as a path.

use freedompay::freedompay_endpoint;

mod paths {
    pub const POINTS: &str = "/v5/partner/points";
}

/// Asks how many points there are.
#[freedompay_endpoint(uri = paths::POINTS, method = "POST")]
pub struct Query;

fn main() {
    let _ = (Query::new(), paths::POINTS);
}
