//! An attribute of serde under a condition.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[cfg_attr(all(), doc = "Id.", serde(rename = "cardId"))]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
