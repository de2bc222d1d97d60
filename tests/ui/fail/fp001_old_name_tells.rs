//! `tells` was the name of `outcome`.

use freedompay::freedompay_endpoint;

/// A call.
#[freedompay_endpoint(uri = "/points.php", method = "POST", tells = freedompay::meta::OutcomeRules::DEFAULT)]
pub struct Query;

fn main() {
    let _ = Query::new();
}
