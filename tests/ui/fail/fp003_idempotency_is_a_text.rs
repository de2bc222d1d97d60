//! A text where the name of a field is expected.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", idempotency = "name")]
pub struct Query {
    /// What is asked for.
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
