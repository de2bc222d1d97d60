//! A shortest length above the longest.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(min_len = 5, max_len = 4)]
    pub value: String,
}

fn main() {
    let _ = Query::new("x");
}
