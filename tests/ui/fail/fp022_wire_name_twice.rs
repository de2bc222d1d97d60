//! Two fields of one wire name.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub name: String,
    /// The same again.
    #[freedompay(rename = "name")]
    pub other: String,
}

fn main() {
    let _ = Query::new("x", "y");
}
