//! A variant with a field in the place of a wire value.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    Done(u8),
}

fn main() {
    let _ = Status::from("1").as_str();
}
