//! `POST /v5/partner/points/add/{customer_id}`, imported from `points-add.md` (`Partner API/Points`).
//! Write the documentation, name the source and settle every CHECK; then remove this line.

use freedompay::{Amount, Flag, Secret, Uuid, Value, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: the document declares no signature; every call of this API has a jws, so this one has it too.
// CHECK: it sounds like money; settle `effect` and `recover`, or use `write`.
// CHECK: say as `outcome` which of the status call's fields settle that money moved.
/// To be documented: `AddPoints`.
#[freedompay_endpoint(
    uri = "/v5/partner/points/add/{customer_id}",
    method = "POST",
    id = "partner.points.add_points",
    response = AddPointsAnswer,
    effect = money,
    recover = freedompay::partner::products::ClientRequestStatus
)]
pub struct AddPoints {
    /// To be documented: `customer_id`.
    #[freedompay(path, max_len = 36)]
    pub customer_id: String,
    /// To be documented: `X-Branch`.
    #[freedompay(header = "X-Branch")]
    pub x_branch: Option<String>,
    /// To be documented: `request_id`.
    #[freedompay(example = "018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908")]
    pub request_id: Uuid,
    // CHECK: typed `integer`, but the sample has a fraction; read as an exact decimal.
    /// To be documented: `amount`.
    #[freedompay(min = 1, example = "12.50")]
    pub amount: Amount,
    /// To be documented: `kind`.
    #[freedompay(example = "bonus")]
    pub kind: Option<AddPointsKind>,
    // CHECK: typed `integer`, but `account` is not a number; read as text.
    /// To be documented: `account`.
    #[freedompay(example = "KZ123412341234123412")]
    pub account: String,
    // CHECK: unknown string format `nonsense`; ignored.
    /// To be documented: `type`.
    #[freedompay(example = "first")]
    pub r#type: Option<String>,
    // CHECK: its name has spaces around it in the document; removed.
    // CHECK: min_len is above max_len, so no value would be valid; both left out.
    // CHECK: required by the schema, but a sample lacks it; read as optional.
    /// To be documented: `comment`.
    pub comment: Option<String>,
    // CHECK: typed `boolean`, but the sample is 1 or 0; read as 1 or 0.
    /// To be documented: `urgent`.
    #[freedompay(example = "1")]
    pub urgent: Option<Flag>,
    /// To be documented: `items`.
    pub items: Option<Vec<AddPointsItems>>,
}

/// To be documented: `kind`.
#[freedompay_enum]
pub enum AddPointsKind {
    /// To be documented: `bonus`.
    Bonus,
    /// To be documented: `gift card`.
    #[freedompay(rename = "gift card")]
    GiftCard,
    /// To be documented: `2for1`.
    #[freedompay(rename = "2for1")]
    TwoFor1,
}

/// To be documented: `items`.
#[freedompay_model(request)]
pub struct AddPointsItems {
    /// To be documented: `name`.
    #[freedompay(example = "Mug")]
    pub name: String,
    /// To be documented: `count`.
    #[freedompay(min = 1, example = "2")]
    pub count: i32,
}

// CHECK: `headers` of `200` is not taken over.
/// To be documented: `AddPointsAnswer`.
#[freedompay_model]
pub struct AddPointsAnswer {
    // CHECK: the schema calls it `request_ids`, the sample `request_id`; the name of the sample is used.
    /// To be documented: `request_id`.
    #[freedompay(example = "018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908")]
    pub request_id: Option<String>,
    // CHECK: the schema calls it `ballance`, the sample `balance`; the name of the sample is used.
    /// To be documented: `balance`.
    #[freedompay(example = "40.50")]
    pub balance: Amount,
    /// To be documented: `card_token`.
    pub card_token: Option<Secret>,
    /// To be documented: `state`.
    #[freedompay(example = "done")]
    pub state: AddPointsAnswerState,
    // CHECK: required by the schema, but a sample lacks it; read as optional.
    /// To be documented: `customer`.
    pub customer: Option<AddPointsAnswerCustomer>,
    // CHECK: only the sample has it, not the schema.
    /// To be documented: `extra`.
    #[freedompay(example = "x")]
    pub extra: Option<String>,
}

/// To be documented: `state`.
#[freedompay_enum]
pub enum AddPointsAnswerState {
    /// To be documented: `done`.
    Done,
    /// To be documented: `waiting`.
    Waiting,
}

/// To be documented: `customer`.
#[freedompay_model]
pub struct AddPointsAnswerCustomer {
    /// To be documented: `name`.
    pub name: Option<String>,
    // CHECK: it contains itself, which a static table cannot express; read as an untyped value.
    /// To be documented: `referred_by`.
    pub referred_by: Option<Value>,
}
