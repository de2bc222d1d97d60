//! A function of `ids` that returns something else.

use freedompay::freedompay_endpoint;

/// Pays points out.
#[freedompay_endpoint(
    uri = "/v5/partner/points/pay",
    method = "POST",
    effect = money,
    recover = PointsStatus,
    ids = PayPoints::number
)]
pub struct PayPoints {
    /// A document.
    pub document: String,
}

impl PayPoints {
    fn number(&self) -> Option<String> {
        Some(self.document.clone())
    }
}

/// Asks what became of it.
#[freedompay_endpoint(uri = "/v5/partner/points/status", method = "GET")]
pub struct PointsStatus {
    /// Order number.
    #[freedompay(query)]
    pub order_id: String,
}

fn main() {
    let _ = (PayPoints::new("1"), PointsStatus::new("1"));
}
