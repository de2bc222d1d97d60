//! Two variants of one wire value.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    Done,
    /// The same again.
    #[freedompay(rename = "done")]
    Finished,
}

fn main() {
    let _ = Status::from("done").as_str();
}
