//! Two objects that hold each other.

use freedompay::freedompay_model;

/// A parent.
#[freedompay_model]
pub struct Parent {
    /// Children.
    pub children: Vec<Child>,
}

/// A child.
#[freedompay_model]
pub struct Child {
    /// Parents.
    pub parents: Vec<Parent>,
}

fn main() {
    let _ = |parent: Parent| parent.clone();
}
