//! A constant as a limit.

use freedompay::freedompay_endpoint;

const MAX_LEN: usize = 36;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Card.
    #[freedompay(max_len = MAX_LEN)]
    pub card_id: String,
}

fn main() {
    let _ = (Query::new("c-1"), MAX_LEN);
}
