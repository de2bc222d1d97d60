//! A header without quotes is not also a body.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "GET")]
pub struct Query {
    /// Card.
    #[freedompay(header = X_Card)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
