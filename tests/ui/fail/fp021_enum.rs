//! An enum for any number.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status<const N: u8> {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::<1>::Done;
}
