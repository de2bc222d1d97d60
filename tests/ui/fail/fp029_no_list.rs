//! An example that is not a list of numbers.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "a, b")]
    pub part: Vec<u64>,
}

fn main() {
    let _ = Query::new([3_u64]);
}
