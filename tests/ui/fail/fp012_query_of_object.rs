//! A query field of an object.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Name.
    #[freedompay(query)]
    pub name: Option<String>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
