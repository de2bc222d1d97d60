//! No path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(method = "POST")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
