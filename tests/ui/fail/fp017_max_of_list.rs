//! A largest list.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(max = 9)]
    pub value: Vec<String>,
}

fn main() {
    let _ = Query::new(["x"]);
}
