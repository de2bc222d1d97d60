//! A misspelt wire value is not also missing.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    #[freedompay(renam = "1")]
    Done,
}

fn main() {
    let _ = Status::from("1").as_str();
}
