//! An object of responses in one of requests.

use freedompay::freedompay_model;

/// A part.
#[freedompay_model]
pub struct Part {
    /// Name.
    pub name: Option<String>,
}

/// A line.
#[freedompay_model(request)]
pub struct Line {
    /// Parts.
    pub parts: Option<Vec<Part>>,
}

fn main() {
    let _ = Line::new();
}
