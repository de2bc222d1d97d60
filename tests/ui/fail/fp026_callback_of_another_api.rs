//! An id of another API.

use freedompay::freedompay_callback;

/// Tells of points.
#[freedompay_callback(id = "partner.callbacks.points", url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
