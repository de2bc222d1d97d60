//! A half-typed number is not also missing.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    #[freedompay(rename = )]
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
