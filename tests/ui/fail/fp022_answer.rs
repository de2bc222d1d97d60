//! Two fields of one wire name in a response.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Name.
    pub name: Option<String>,
    /// The same again.
    #[freedompay(rename = "name")]
    pub other: Option<String>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
