//! A semicolon between two arguments of a field.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[freedompay(min_len = 1; max_len = 36)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
