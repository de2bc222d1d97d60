//! A field with a value, which structs do not have.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Card.
    pub months: u8 = 3,
}

fn main() {
    let _ = Query::new("c-1", 3).customer_id;
}
