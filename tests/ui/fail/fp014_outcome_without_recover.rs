//! An `outcome` without the call whose response it describes.

use freedompay::freedompay_endpoint;

/// Renames the points.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST", outcome = freedompay::meta::OutcomeRules::DEFAULT)]
pub struct RenamePoints;

fn main() {
    let _ = RenamePoints::new();
}
