//! `GET /v5/partner/points/{customer_id}`, imported from `points-read.json`.
//! Write the documentation, name the source and settle every CHECK; then remove this line.

use std::collections::BTreeMap;

use freedompay::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: `session` is a cookie, which a client does not send; left out.
/// To be documented: `Points`.
#[freedompay_endpoint(
    uri = "/v5/partner/points/{customer_id}",
    method = "GET",
    id = "partner.points",
    response = PointsAnswer
)]
pub struct Points {
    /// To be documented: `customer_id`.
    #[freedompay(path)]
    pub customer_id: String,
    /// To be documented: `since`.
    #[freedompay(query, pattern = "[0-9]{4}")]
    pub since: Option<String>,
}

/// To be documented: `PointsAnswer`.
#[freedompay_model]
pub struct PointsAnswer {
    /// To be documented: `status`.
    #[freedompay(example = "ok")]
    pub status: PointsAnswerStatus,
    /// To be documented: `3ds`.
    #[freedompay(rename = "3ds")]
    pub three_ds: Option<bool>,
    /// To be documented: `rates`.
    pub rates: Option<BTreeMap<String, Amount>>,
    /// To be documented: `note`.
    pub note: Option<String>,
}

/// To be documented: `status`.
#[freedompay_enum]
pub enum PointsAnswerStatus {
    /// To be documented: `ok`.
    Ok,
}
