//! `GET /v5/partner/points/{customer_id}`, imported from `points-read.json`.
//! Word the documentation, name the source, and settle what is marked CHECK; then this line goes.

use std::collections::BTreeMap;

use freedompay::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: `session` is said to stand in `cookie`; left out.
/// To be worded: `Points`.
#[freedompay_endpoint(
    uri = "/v5/partner/points/{customer_id}",
    method = "GET",
    id = "partner.points",
    response = PointsAnswer
)]
pub struct Points {
    /// To be worded: `customer_id`.
    #[freedompay(path)]
    pub customer_id: String,
    /// To be worded: `since`.
    #[freedompay(query, pattern = "[0-9]{4}")]
    pub since: Option<String>,
}

/// To be worded: `PointsAnswer`.
#[freedompay_model]
pub struct PointsAnswer {
    /// To be worded: `status`.
    #[freedompay(example = "ok")]
    pub status: PointsAnswerStatus,
    /// To be worded: `3ds`.
    #[freedompay(rename = "3ds")]
    pub three_ds: Option<bool>,
    /// To be worded: `rates`.
    pub rates: Option<BTreeMap<String, Amount>>,
    /// To be worded: `note`.
    pub note: Option<String>,
}

/// To be worded: `status`.
#[freedompay_enum]
pub enum PointsAnswerStatus {
    /// To be worded: `ok`.
    Ok,
}
