//! Further fields by an attribute of serde.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[serde(flatten)]
    pub card_id: Option<String>,
}

fn main() {
    let _ = Query::new();
}
