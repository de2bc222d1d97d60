//! An example that is no variant.

use freedompay::{freedompay_enum, freedompay_model};

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done,
}

/// Points.
#[freedompay_model]
pub struct Points {
    /// Status.
    #[freedompay(example = "Done")]
    pub status: Option<Status>,
}

fn main() {
    let _ = |points: Points| points.clone();
}
