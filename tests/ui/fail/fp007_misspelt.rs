//! A parameter and a field of almost one name are one error.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{customer_id}", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(path)]
    pub custmer_id: String,
}

fn main() {
    let _ = Query::new("x");
}
