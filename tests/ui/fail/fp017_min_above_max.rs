//! A smallest value above the largest.

use freedompay::{Amount, freedompay_endpoint};

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(min = 0.10, max = 0.02)]
    pub value: Amount,
}

fn main() {
    let _ = Query::new("1".parse().unwrap());
}
