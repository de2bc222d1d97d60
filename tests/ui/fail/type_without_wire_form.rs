//! A field of a type that has no form on the wire.

use freedompay::freedompay_endpoint;

/// A name.
pub struct Name;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    pub name: Name,
}

fn main() {
    let _ = Query::new(Name);
}
