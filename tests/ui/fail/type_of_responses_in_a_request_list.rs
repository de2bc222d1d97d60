//! An object of responses in a request, as `Vec<Part>`.

use freedompay::{freedompay_endpoint, freedompay_model};

/// A part.
#[freedompay_model]
pub struct Part {
    /// Name.
    pub name: Option<String>,
}

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// Part.
    pub part: Vec<Part>,
}

fn main() {
    let _ = |query: Query| query.clone();
}
