//! The variant that is added.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done,
    /// Who knows.
    Unknown,
}

fn main() {
    let _ = Status::from("done").as_str();
}
