//! A call that borrows.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query<'a> {
    /// What is asked for.
    pub name: &'a str,
}

fn main() {
    let _ = Query::new("x");
}
