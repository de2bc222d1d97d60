//! A callback with an error: can reject without rejectable.

use freedompay::{Flag, freedompay_callback};

/// A notice.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = xml, api = merchant)]
pub struct Notice {
    /// Whether a refusal counts.
    pub can_reject: Option<Flag>,
}

fn main() {}
