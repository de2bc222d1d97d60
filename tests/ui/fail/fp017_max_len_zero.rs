//! A text that must be empty.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[freedompay(max_len = 0)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
