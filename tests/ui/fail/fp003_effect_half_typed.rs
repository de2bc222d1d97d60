//! An effect that is not typed yet.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", effect =)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
