//! A constant as an id.

use freedompay::freedompay_endpoint;

const POINTS_ID: &str = "partner.points";

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", id = POINTS_ID)]
pub struct Query;

fn main() {
    let _ = (Query::new(), POINTS_ID);
}
