//! A misspelt argument that is needed.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", methd = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
