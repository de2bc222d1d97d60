//! `POST /v5/g2g/points`, imported from `points-hold.md` (`Gateway API/Async API/Points`).
//! Write the documentation, name the source and settle every CHECK; then remove this line.

use freedompay::card_data::{CardNumber, Cvc};
use freedompay::{Amount, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: the document declares no signature; every call of this API has a jws, so this one has it too.
// CHECK: it sounds like money; settle `effect` and `recover`, or use `write`.
// CHECK: say as `outcome` which of the status call's fields settle that money moved.
/// To be documented: `Hold`.
#[freedompay_endpoint(
    uri = "/v5/g2g/points",
    method = "POST",
    id = "gateway_async.points.hold",
    response = HoldAnswer,
    action = "gateway.points.hold",
    effect = money,
    recover = freedompay::gateway_async::read::PaymentStatus,
    shares_uri
)]
pub struct Hold {
    /// To be documented: `Accept-Language`.
    #[freedompay(header = "Accept-Language")]
    pub accept_language: Option<HoldAcceptLanguage>,
    // CHECK: the path has the query `debug=1`; declared as a field, to be set in every call.
    /// To be documented: `debug`.
    #[freedompay(query)]
    pub debug: Option<HoldDebug>,
    /// To be documented: `order_id`.
    #[freedompay(example = "8841")]
    pub order_id: String,
    /// To be documented: `amount`.
    #[freedompay(min = 0.01, max = 1000000)]
    pub amount: Amount,
    /// To be documented: `card`.
    pub card: Option<HoldCard>,
}

/// To be documented: `Accept-Language`.
#[freedompay_enum]
pub enum HoldAcceptLanguage {
    /// To be documented: `ru`.
    Ru,
    /// To be documented: `en`.
    En,
}

/// To be documented: `debug`.
#[freedompay_enum]
pub enum HoldDebug {
    /// To be documented: `1`.
    #[freedompay(rename = "1")]
    One,
}

/// To be documented: `card`.
#[freedompay_model(request)]
pub struct HoldCard {
    // CHECK: typed `integer`, but `pan` is not a number; read as text.
    /// To be documented: `pan`.
    pub pan: CardNumber,
    // CHECK: typed `integer`, but `cvc` is not a number; read as text.
    // CHECK: `minimum: 100` does not fit its type; left out.
    /// To be documented: `cvc`.
    pub cvc: Option<Cvc>,
    /// To be documented: `holder`.
    pub holder: Option<Secret>,
    /// To be documented: `3ds`.
    #[freedompay(rename = "3ds")]
    pub three_ds: Option<bool>,
}

/// To be documented: `HoldAnswer`.
#[freedompay_model]
pub struct HoldAnswer {
    /// To be documented: `payment_id`.
    #[freedompay(example = "17")]
    pub payment_id: Option<i64>,
    // CHECK: typed `object`, but the sample is a single value; read as text.
    /// To be documented: `held_at`.
    #[freedompay(example = "2026-01-02T03:04:05Z")]
    pub held_at: Option<String>,
    // CHECK: one of several objects; read as one with the fields of all.
    /// To be documented: `points`.
    pub points: Option<Vec<HoldAnswerPoints>>,
}

/// To be documented: `points`.
#[freedompay_model]
pub struct HoldAnswerPoints {
    /// To be documented: `code`.
    #[freedompay(example = "1")]
    pub code: Option<HoldAnswerPointsCode>,
    /// To be documented: `name`.
    #[freedompay(example = "spring")]
    pub name: Option<String>,
}

/// To be documented: `code`.
#[freedompay_enum(numeric)]
pub enum HoldAnswerPointsCode {
    /// To be documented: `1`.
    #[freedompay(rename = "1")]
    N1,
    /// To be documented: `2`.
    #[freedompay(rename = "2")]
    N2,
}
