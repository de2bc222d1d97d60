//! The prefix of an object is added, so it is not written.

use freedompay::freedompay_model;

/// Points.
#[freedompay_model(prefix = "pg_")]
pub struct Points {
    /// Name.
    pub pg_name: Option<String>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
