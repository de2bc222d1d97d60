//! A path whose API cannot be inferred.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v9/points/list", method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
