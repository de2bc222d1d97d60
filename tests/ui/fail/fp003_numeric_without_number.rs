//! A variant of a numeric enum without its number.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
