//! The signature of another kind of API.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub pg_sig: String,
}

fn main() {
    let _ = Query::new("x");
}
