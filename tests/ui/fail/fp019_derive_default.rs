//! A request without what it requires.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[derive(Default)]
pub struct Query {
    /// Card.
    pub card_id: String,
}

fn main() {
    let _ = Query::default();
}
