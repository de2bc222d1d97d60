//! Merchant fields have any name, so `path` does not apply.

use std::collections::BTreeMap;

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/g2g/{extra}", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rest, path)]
    pub extra: BTreeMap<String, String>,
}

fn main() {
    let _ = Query::new();
}
