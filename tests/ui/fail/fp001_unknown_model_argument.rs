//! An unknown argument of an object.

use freedompay::{Amount, freedompay_model};

/// Points.
#[freedompay_model(requests)]
pub struct Points {
    /// Balance.
    pub balance: Option<Amount>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
