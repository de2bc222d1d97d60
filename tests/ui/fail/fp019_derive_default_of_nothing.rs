//! A `Default` that is there already.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
#[derive(Default, PartialEq)]
pub struct Query {
    /// Card.
    pub card_id: Option<String>,
}

fn main() {
    let _ = Query::default();
}
