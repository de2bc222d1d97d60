//! An object of requests in a callback.

use freedompay::{freedompay_callback, freedompay_model};

/// A part.
#[freedompay_model(request)]
pub struct Part {
    /// Name.
    pub name: Option<String>,
}

/// Tells of points.
#[freedompay_callback(id = "merchant.callbacks.points", url = "{points_url}", reply = none, api = merchant)]
pub struct Notice {
    /// Part.
    pub part: Option<Part>,
}

fn main() {
    let _ = |notice: Notice| notice.clone();
}
