//! A number with an exponent is not exact text.

use freedompay::{Amount, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(min = 1e2)]
    pub amount: Amount,
}

fn main() {
    let _ = Query::new("1".parse().unwrap());
}
