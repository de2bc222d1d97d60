//! A value that is not typed yet is not also a missing argument.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = , method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
