//! An example too long.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    #[freedompay(max_len = 3, example = "abcd")]
    pub part: String,
}

fn main() {
    let _ = Query::new("abc");
}
