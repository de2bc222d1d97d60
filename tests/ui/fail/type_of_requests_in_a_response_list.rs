//! An object of requests in a response, as `Vec<Part>`.

use freedompay::freedompay_model;

/// A part.
#[freedompay_model(request)]
pub struct Part {
    /// Name.
    pub name: Option<String>,
}

/// Points.
#[freedompay_model]
pub struct Points {
    /// Part.
    pub part: Vec<Part>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
