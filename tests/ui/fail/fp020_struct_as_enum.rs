//! A struct as an enum of wire values.

use freedompay::freedompay_enum;

/// Points.
#[freedompay_enum]
pub struct Status;

fn main() {
    let _ = Status;
}
