//! A pattern that is not a regular expression.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(pattern = "[0-9")]
    pub value: String,
}

fn main() {
    let _ = Query::new("x");
}
