//! A number in the place of the arguments.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(5)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
