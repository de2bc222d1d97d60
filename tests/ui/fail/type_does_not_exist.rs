//! A field of a type that there is not.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub name: Option<Name>,
}

fn main() {
    let _ = Query::new();
}
