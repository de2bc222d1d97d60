//! A field whose type is not typed yet; the others still count.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Card.
    pub card_id:
}

fn main() {
    let _ = Query::new("c-1").customer_id;
}
