//! Merchant fields in an API that has none.

use std::collections::BTreeMap;

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

fn main() {
    let _ = Query::new();
}
