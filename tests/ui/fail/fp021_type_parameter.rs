//! A call for any type.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query<T> {
    /// What is asked for.
    pub name: T,
}

fn main() {
    let _ = Query::new(1);
}
