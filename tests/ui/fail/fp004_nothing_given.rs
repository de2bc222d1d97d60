//! No arguments at all.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint]
pub struct Query {
    /// What is asked for.
    pub name: String,
}

fn main() {
    let _ = Query::new("x");
}
