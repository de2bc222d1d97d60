//! A secret by its wire name.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rename = "pin")]
    pub digits: String,
}

fn main() {
    let _ = Query::new("x");
}
