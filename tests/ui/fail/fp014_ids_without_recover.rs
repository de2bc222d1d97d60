//! Ids that no call is asked by.

use freedompay::freedompay_endpoint;

/// Adds points.
#[freedompay_endpoint(uri = "/v5/partner/points/add", method = "POST", ids = AddPoints::ids)]
pub struct AddPoints;

impl AddPoints {
    /// Returns nothing.
    pub fn ids(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

fn main() {
    let _ = AddPoints::new();
}
