//! No comma between two fields: both count.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Customer.
    pub customer_id: String,
    /// Card.
    pub card_id: String
    /// Months.
    pub months: u8,
}

fn main() {
    let _ = Query::new("c-1", "k-1", 3).months;
}
