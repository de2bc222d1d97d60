//! An example that is a number: examples are strings.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(example = 7)]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
