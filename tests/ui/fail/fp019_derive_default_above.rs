//! A `Default` above the attribute, for a request without what it requires.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[derive(Default, PartialEq)]
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    pub card_id: String,
}

fn main() {
    let _ = Query::default() == Query::new("c-1");
}
