//! `POST /v5/partner/points/give`, imported from `points-give.md` (`Partner API/Points`).
//! Write the documentation, name the source and settle every CHECK; then remove this line.

use freedompay::{Amount, freedompay_endpoint, freedompay_model};

// CHECK: it sounds like money; settle `effect` and `recover`, or use `write`.
// CHECK: `partner.products.request_status` takes no id of this request; name the right call as `recover`, or give the
// reason in `none`.
/// To be documented: `GivePoints`.
#[freedompay_endpoint(
    uri = "/v5/partner/points/give",
    method = "POST",
    id = "partner.points.give_points",
    response = GivePointsAnswer,
    effect = money,
    recover = none("partner.products.request_status takes no id of the request")
)]
pub struct GivePoints {
    /// To be documented: `phone`.
    pub phone: String,
    // CHECK: typed `integer`, but amounts have fractions; read as an exact decimal.
    /// To be documented: `amount`.
    pub amount: Amount,
}

// CHECK: no sample confirms which fields are required, so all are optional.
/// To be documented: `GivePointsAnswer`.
#[freedompay_model]
pub struct GivePointsAnswer {
    /// To be documented: `status`.
    pub status: Option<String>,
}
