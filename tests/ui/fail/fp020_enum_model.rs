//! An enum as a response.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub enum Points {
    /// All.
    All,
}

fn main() {
    let _ = Points::All.clone();
}
