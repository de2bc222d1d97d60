//! A derive of serde, by its whole name.

use freedompay::{Amount, freedompay_model};

/// Points.
#[freedompay_model]
#[derive(serde::Deserialize)]
pub struct Points {
    /// Balance.
    pub balance: Option<Amount>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
