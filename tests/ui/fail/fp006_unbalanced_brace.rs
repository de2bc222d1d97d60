//! A brace that is not closed. The field that fills it is not a second error.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{name", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(path)]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
