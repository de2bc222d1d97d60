//! A header field of an object.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Name.
    #[freedompay(header = "X-Name")]
    pub name: Option<String>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
