//! A variant of a numeric enum with a text.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric)]
pub enum Status {
    /// Done.
    #[freedompay(rename = "done")]
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
