//! An unknown value is text, which is not copied.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
#[derive(Copy)]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
