//! A parameter and a wire name of almost one name.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points/{OrgnlMsgId}", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(path, rename = "OrgnMsgId")]
    pub message_id: String,
}

fn main() {
    let _ = Query::new("x");
}
