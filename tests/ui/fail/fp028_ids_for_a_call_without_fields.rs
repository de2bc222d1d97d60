//! Ids for a status call that takes none.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PointsStatus,
    ids = PayPoints::ids
)]
pub struct PayPoints {
    /// A document.
    pub document: String,
}

impl PayPoints {
    fn ids(&self) -> Vec<(&'static str, String)> {
        vec![("order_id", self.document.clone())]
    }
}

/// Asks what became of everything.
#[freedompay_endpoint(uri = "/v5/partner/points/status", method = "GET")]
pub struct PointsStatus;

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new());
}
