//! A misspelt mark of a secret.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Token.
    #[freedompay(secrt)]
    pub card_token: String,
}

fn main() {
    let _ = Query::new("c-1");
}
