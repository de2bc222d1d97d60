//! `POST /v5/g2g/points`, imported from `points-hold.md` (`Gateway API/Async API/Points`).
//! Word the documentation, name the source, and settle what is marked CHECK; then this line goes.

use freedompay::{Amount, CardNumber, Cvc, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: the document says that nothing signs it; every call of this API has a jws, so this one has.
// CHECK: it sounds like money; settle `effect` and what `recover` asks, or say `write`.
/// To be worded: `Hold`.
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
    /// To be worded: `Accept-Language`.
    #[freedompay(header = "Accept-Language")]
    pub accept_language: Option<HoldAcceptLanguage>,
    /// To be worded: `order_id`.
    #[freedompay(example = "8841")]
    pub order_id: String,
    // CHECK: `maximum: 1e6` does not fit its type; left out.
    /// To be worded: `amount`.
    #[freedompay(min = 0.01)]
    pub amount: Amount,
    /// To be worded: `card`.
    pub card: Option<HoldCard>,
}

/// To be worded: `Accept-Language`.
#[freedompay_enum]
pub enum HoldAcceptLanguage {
    /// To be worded: `ru`.
    Ru,
    /// To be worded: `en`.
    En,
}

/// To be worded: `card`.
#[freedompay_model(request)]
pub struct HoldCard {
    // CHECK: typed `integer`, and `pan` is no number; taken as text.
    /// To be worded: `pan`.
    pub pan: CardNumber,
    // CHECK: typed `integer`, and `cvc` is no number; taken as text.
    // CHECK: `minimum: 100` does not fit its type; left out.
    /// To be worded: `cvc`.
    pub cvc: Option<Cvc>,
    /// To be worded: `holder`.
    pub holder: Option<String>,
    /// To be worded: `3ds`.
    #[freedompay(rename = "3ds")]
    pub three_ds: Option<bool>,
}

/// To be worded: `HoldAnswer`.
#[freedompay_model]
pub struct HoldAnswer {
    /// To be worded: `payment_id`.
    #[freedompay(example = "17")]
    pub payment_id: Option<i64>,
    // CHECK: typed `object`, and the sample is a single value; taken as text.
    /// To be worded: `held_at`.
    #[freedompay(example = "2026-01-02T03:04:05Z")]
    pub held_at: Option<String>,
    // CHECK: it is one of several objects; taken as one with the fields of all.
    /// To be worded: `points`.
    pub points: Option<Vec<HoldAnswerPoints>>,
}

/// To be worded: `points`.
#[freedompay_model]
pub struct HoldAnswerPoints {
    /// To be worded: `code`.
    #[freedompay(example = "1")]
    pub code: Option<HoldAnswerPointsCode>,
    /// To be worded: `name`.
    #[freedompay(example = "spring")]
    pub name: Option<String>,
}

/// To be worded: `code`.
#[freedompay_enum(numeric)]
pub enum HoldAnswerPointsCode {
    /// To be worded: `1`.
    #[freedompay(rename = "1")]
    N1,
    /// To be worded: `2`.
    #[freedompay(rename = "2")]
    N2,
}
