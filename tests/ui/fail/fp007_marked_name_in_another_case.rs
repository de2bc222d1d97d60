//! A parameter in another case than its marked field.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{customer-id}", method = "GET")]
pub struct Query {
    /// Customer.
    #[freedompay(path)]
    pub customer_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
