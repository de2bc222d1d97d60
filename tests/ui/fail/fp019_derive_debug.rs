//! A derive of what comes with the declaration.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[derive(Debug, PartialEq)]
pub struct Query;

fn main() {
    let _ = Query::new() == Query::new();
}
