//! A misspelt path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(url = "/v5/partner/points/{card_id}", method = "GET")]
pub struct Query {
    /// Card.
    #[freedompay(path)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1");
}
