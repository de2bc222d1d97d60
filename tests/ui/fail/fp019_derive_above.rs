//! A derive above the attribute that repeats what the declaration implements.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[derive(Clone)]
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[freedompay(max_len = 36)]
    pub card_id: String,
}

fn main() {
    let _ = Query::new("c-1").clone();
}
