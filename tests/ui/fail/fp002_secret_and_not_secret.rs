//! A field marked both as a secret and as none. The other arguments are not a second error.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(secret, not_secret, max_len = 36)]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
