//! A semicolon between two arguments of a callback.

use freedompay::freedompay_callback;

/// Tells of points.
#[freedompay_callback(id = "merchant.callbacks.points"; url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
