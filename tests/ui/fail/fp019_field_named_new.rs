//! A setter that would be named like `new`.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model(request)]
pub struct Points {
    /// Whether it is new.
    pub new: Option<bool>,
}

fn main() {
    let _ = Points::default();
}
