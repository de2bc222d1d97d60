//! An object that holds itself under another name.

use freedompay::freedompay_model;

type Parts = Vec<Points>;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Parts.
    pub parts: Parts,
}

fn main() {
    let _ = |points: Points| points.clone();
}
