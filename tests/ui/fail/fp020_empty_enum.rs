//! An enum without a value.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {

}

fn main() {
    let _ = Status::from("1").as_str();
}
