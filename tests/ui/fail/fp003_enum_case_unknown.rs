//! An unknown case.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(case = "upper")]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
