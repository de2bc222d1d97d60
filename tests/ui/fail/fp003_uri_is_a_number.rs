//! A number where a string is expected.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = 5, method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
