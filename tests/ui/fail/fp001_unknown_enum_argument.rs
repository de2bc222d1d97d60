//! An unknown argument of an enum.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numerical)]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
