//! An id that is a number is not also missing.

use freedompay::freedompay_callback;

/// Tells of points.
#[freedompay_callback(id = 5, url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Order.
    pub order_id: String,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
