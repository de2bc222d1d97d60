//! A length with the suffix of a type.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(max_len = 36usize)]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
