//! An example that is not a flag.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "true")]
    pub part: freedompay::Flag,
}

fn main() {
    let _ = Query::new(true);
}
