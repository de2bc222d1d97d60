//! An example that is not a small number.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "256")]
    pub part: u8,
}

fn main() {
    let _ = Query::new(3);
}
