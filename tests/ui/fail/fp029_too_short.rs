//! An example too short.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(min_len = 3, example = "ab")]
    pub part: String,
}

fn main() {
    let _ = Query::new("abc");
}
