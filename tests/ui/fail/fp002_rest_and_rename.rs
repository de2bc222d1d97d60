//! Merchant fields have any name, so `rename` does not apply.

use std::collections::BTreeMap;

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rest, rename = "pg_name")]
    pub extra: BTreeMap<String, String>,
}

fn main() {
    let _ = Query::new();
}
