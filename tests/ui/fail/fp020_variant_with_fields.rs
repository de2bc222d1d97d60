//! A variant with fields.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done {
        /// When.
        when: u32,
    },
}

fn main() {
    let _ = Status::Done { when: 1 }.as_str();
}
