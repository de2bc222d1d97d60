//! A function as an enum of wire values.

use freedompay::freedompay_enum;

/// Points.
#[freedompay_enum]
pub fn status() {}

fn main() {
    status();
}
