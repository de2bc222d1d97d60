//! A callback with an error: field in the path.

use freedompay::freedompay_callback;

/// A notice.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order number.
    #[freedompay(path)]
    pub order_id: String,
}

fn main() {}
