//! On a GET, too, the missing mark is the one error.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{name}", method = "GET")]
pub struct Query {
    /// What is asked for.
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
