//! A misspelt argument that is needed.

use freedompay::freedompay_callback;

/// Tells of points.
#[freedompay_callback(id = "merchant.callbacks.points", ur = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
