//! An example that is not a boolean.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "yes")]
    pub part: bool,
}

fn main() {
    let _ = Query::new(true);
}
