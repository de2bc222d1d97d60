//! A callback with an error: can reject of another type.

use freedompay::freedompay_callback;

/// A notice.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = xml, api = merchant, rejectable)]
pub struct Notice {
    /// Whether a refusal counts.
    pub can_reject: bool,
}

fn main() {}
