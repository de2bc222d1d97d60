//! A field of which only the name is typed.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Card.
    pub card_id
}

fn main() {
    let _ = Query::new("c-1").customer_id;
}
