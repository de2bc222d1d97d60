//! A field whose type is half typed.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Cards.
    pub card_ids: Vec<
}

fn main() {
    let _ = Query::new("c-1").customer_id;
}
