//! An example above the upper limit.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(max = 99.99, example = "100")]
    pub part: freedompay::Amount,
}

fn main() {
    let _ = Query::new(3.into());
}
