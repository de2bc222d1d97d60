//! A wire value of nothing.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    #[freedompay(rename = "")]
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
