//! Two fields for merchant fields.

use std::collections::BTreeMap;

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/points.php", method = "POST")]
pub struct Query {
    /// More.
    #[freedompay(rest)]
    pub more: BTreeMap<String, String>,
    /// And more.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

fn main() {
    let _ = Query::new();
}
