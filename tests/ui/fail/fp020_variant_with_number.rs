//! A variant with a number of Rust's.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done = 1,
}

fn main() {
    let _ = Status::from("done").as_str();
}
