//! A condition of serde that holds anyway.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_id: Option<String>,
}

fn main() {
    let _ = Query::new();
}
