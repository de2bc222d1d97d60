//! A derive above the attribute of an enum, before its documentation.

use freedompay::freedompay_enum;

#[derive(
    PartialEq,
)]
/// A status.
#[allow(dead_code)]
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done,
}

fn main() {
    let _ = Status::from("done") == Status::Done;
}
