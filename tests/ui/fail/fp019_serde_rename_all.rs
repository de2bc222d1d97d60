//! Names that only serde would know.

use freedompay::{Amount, freedompay_model};

/// Points.
#[freedompay_model]
#[serde(rename_all = "camelCase")]
pub struct Points {
    /// Balance.
    pub balance: Option<Amount>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
