//! An example that is not an amount.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "12,50")]
    pub part: freedompay::Amount,
}

fn main() {
    let _ = Query::new(12.into());
}
