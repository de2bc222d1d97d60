//! An example of an object.

use freedompay::freedompay_model;

/// A part.
#[freedompay_model]
pub struct Part {
    /// Name.
    pub name: Option<String>,
}

/// Points.
#[freedompay_model]
pub struct Points {
    /// Part.
    #[freedompay(example = "first")]
    pub part: Option<Part>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
