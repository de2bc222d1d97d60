//! A secret in the case of another language, among names that only look like one.

use freedompay::freedompay_endpoint;

/// Asks how many points there are.
#[freedompay_endpoint(uri = "/v5/partner/points", method = "POST")]
pub struct Query {
    /// What is asked for.
    #[freedompay(rename = "accessTokens")]
    pub words: Vec<String>,
    /// How long.
    #[freedompay(rename = "timeSpan")]
    pub span: String,
    /// Whether it is at the top.
    #[freedompay(rename = "isPinned")]
    pub pinned: bool,
}

fn main() {
    let _ = Query::new(["x"], "y", true);
}
