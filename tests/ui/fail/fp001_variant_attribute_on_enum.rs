//! The attribute of variants on a whole enum.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
#[freedompay(rename = "state")]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done");
}
