//! A field of a type that does not exist.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Part.
    pub part: Vec<Prat>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
