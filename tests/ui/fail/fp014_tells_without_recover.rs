//! How to read an answer, but not whose.

use freedompay::freedompay_endpoint;
use freedompay::meta::Tells;

/// Renames the points.
#[freedompay_endpoint(uri = "/v5/partner/points/rename", method = "POST", tells = Tells::DEFAULT)]
pub struct RenamePoints;

fn main() {
    let _ = RenamePoints::new();
}
