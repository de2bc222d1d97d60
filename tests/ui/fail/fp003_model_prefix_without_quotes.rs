//! A prefix without quotes.

use freedompay::{Amount, freedompay_model};

/// Points.
#[freedompay_model(prefix = pg_)]
pub struct Points {
    /// Balance.
    pub balance: Option<Amount>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
