//! An unknown argument of a variant.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum]
pub enum Status {
    /// Done.
    #[freedompay(name = "ok")]
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
