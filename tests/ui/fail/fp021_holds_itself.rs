//! An object that holds itself.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Parts.
    pub parts: Vec<Points>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
