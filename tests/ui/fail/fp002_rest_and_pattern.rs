//! Merchant fields have any name, so `pattern` does not apply.

use std::collections::BTreeMap;

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rest, pattern = "[a-z]+")]
    pub extra: BTreeMap<String, String>,
}

fn main() {
    let _ = Query::new();
}
