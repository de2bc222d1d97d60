//! A field that only serde would leave out.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
