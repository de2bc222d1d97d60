//! A wire value without the name of its argument.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    #[freedompay("1")]
    Done,
}

fn main() {
    let _ = Status::from("1").as_str();
}
