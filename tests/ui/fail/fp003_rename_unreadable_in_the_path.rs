//! A wire name without quotes is not also missing from the path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{cardId}", method = "POST")]
pub struct Query {
    /// Card.
    #[freedompay(path, rename = cardId)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
