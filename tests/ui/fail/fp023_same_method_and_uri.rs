//! Two calls of one method and path.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query;

/// Asks the same.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct StatusQuery;

fn main() {
    let _ = (Query::new(), StatusQuery::new());
}
