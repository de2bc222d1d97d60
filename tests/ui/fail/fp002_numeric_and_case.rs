//! Numbers have no case.

use freedompay::freedompay_enum;

/// A status.
#[freedompay_enum(numeric, case = "UPPERCASE")]
pub enum Status {
    /// Done.
    #[freedompay(rename = "1")]
    Done,
}

fn main() {
    let _ = Status::from("done").as_str();
}
