//! A misspelt call to ask.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", effect = money, recovery = none("nothing can be asked"))]
pub struct Query;

fn main() {
    let _ = Query::new();
}
