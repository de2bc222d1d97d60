//! An attribute whose field is not typed yet.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Card.
    #[freedompay(max_len = 36)]
}

fn main() {
    let _ = Query::new("c-1").customer_id;
}
