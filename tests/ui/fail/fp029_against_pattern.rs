//! An example against its pattern.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(pattern = "[0-9]+", example = "7a")]
    pub part: String,
}

fn main() {
    let _ = Query::new("7");
}
