//! A flag of an object with a text.

use freedompay::{Amount, freedompay_model};

/// Points.
#[freedompay_model(request = "yes")]
pub struct Points {
    /// Balance.
    pub balance: Option<Amount>,
}

fn main() {
    let _ = Points::default();
}
