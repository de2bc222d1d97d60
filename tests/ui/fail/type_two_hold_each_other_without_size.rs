//! Two objects that hold each other, without a box between.

use freedompay::freedompay_model;

/// A parent.
#[freedompay_model]
pub struct Parent {
    /// Child.
    pub child: Option<Child>,
}

/// A child.
#[freedompay_model]
pub struct Child {
    /// Parent.
    pub parent: Option<Parent>,
}

fn main() {
    let _ = |parent: Parent| parent.clone();
}
