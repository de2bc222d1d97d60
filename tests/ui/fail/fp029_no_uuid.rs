//! An example that is not a UUID.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(example = "550e8400")]
    pub part: freedompay::Uuid,
}

fn main() {
    let _ = Query::new(freedompay::Uuid::nil());
}
