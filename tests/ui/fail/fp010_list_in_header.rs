//! A header field with several values.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(header = "X-Names")]
    pub names: Vec<String>,
}

fn main() {
    let _ = Query::new(["x"]);
}
