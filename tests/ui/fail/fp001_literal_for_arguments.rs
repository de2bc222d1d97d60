//! A path in the place of the arguments.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint("/v5/partner/points")]
pub struct Query;

fn main() {
    let _ = Query::new();
}
