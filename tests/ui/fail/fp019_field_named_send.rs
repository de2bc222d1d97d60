//! A setter that would be named like `send`.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub send: Option<String>,
}

fn main() {
    let _ = Query::new();
}
