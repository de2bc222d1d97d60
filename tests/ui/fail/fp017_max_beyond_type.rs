//! A largest value that the type cannot hold.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(max = 300)]
    pub value: u8,
}

fn main() {
    let _ = Query::new(1);
}
