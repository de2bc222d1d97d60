//! A token in a response.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Token of the card.
    pub card_token: Option<String>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
