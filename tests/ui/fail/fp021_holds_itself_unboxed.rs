//! An object that holds itself, without a box between.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// The next.
    pub next: Option<Points>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
