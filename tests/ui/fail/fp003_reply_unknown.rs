//! A reply of another kind is not also missing.

use freedompay::freedompay_callback;

/// Tells of points.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = json, api = merchant)]
pub struct Notice {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
