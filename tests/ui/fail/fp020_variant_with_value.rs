//! A variant that holds something.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done(u32),
}

fn main() {
    let _ = Status::Done(1).as_str();
}
