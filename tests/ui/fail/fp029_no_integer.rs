//! An example that is not a number.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "many")]
    pub part: u32,
}

fn main() {
    let _ = Query::new(3);
}
