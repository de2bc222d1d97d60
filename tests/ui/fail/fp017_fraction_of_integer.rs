//! A fraction on a whole number.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(min = 0.01)]
    pub value: u32,
}

fn main() {
    let _ = Query::new(1);
}
