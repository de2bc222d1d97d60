//! The header of an action, which has an argument.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(
    uri = "/v5/g2g/points", method = "POST",
    headers("X-Action" = "points.list")
)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
