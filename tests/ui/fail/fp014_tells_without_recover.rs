//! How to read an answer, but not whose.

use freedompay::freedompay_endpoint;

/// Renames the points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", tells = freedompay::meta::OutcomeRules::DEFAULT)]
pub struct RenamePoints;

fn main() {
    let _ = RenamePoints::new();
}
