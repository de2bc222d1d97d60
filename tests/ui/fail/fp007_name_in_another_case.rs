//! A parameter in another case than its field.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{customerId}", method = "GET")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
