//! A response with a type that has no form on the wire.

use freedompay::freedompay_model;

/// A name.
pub struct Name;

/// Points.
#[freedompay_model]
pub struct Points {
    /// Name.
    pub name: Option<Name>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
