//! `POST /v5/partner/points/add/{customer_id}`, imported from `points-add.md` (`Partner API/Points`).
//! Word the documentation, name the source, and settle what is marked CHECK; then this line goes.

use freedompay::{Amount, Flag, Secret, Uuid, Value, freedompay_endpoint, freedompay_enum, freedompay_model};

// CHECK: the document says that nothing signs it; every call of this API has a jws, so this one has.
// CHECK: it sounds like money; settle `effect` and what `recover` asks, or say `write`.
/// To be worded: `AddPoints`.
#[freedompay_endpoint(
    uri = "/v5/partner/points/add/{customer_id}",
    method = "POST",
    id = "partner.points.add_points",
    response = AddPointsAnswer,
    effect = money,
    recover = freedompay::partner::products::ClientRequestStatus
)]
pub struct AddPoints {
    /// To be worded: `customer_id`.
    #[freedompay(path, max_len = 36)]
    pub customer_id: String,
    /// To be worded: `X-Branch`.
    #[freedompay(header = "X-Branch")]
    pub x_branch: Option<String>,
    /// To be worded: `request_id`.
    #[freedompay(example = "018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908")]
    pub request_id: Uuid,
    // CHECK: typed `integer`, and the sample has a fraction; taken as an exact decimal.
    /// To be worded: `amount`.
    #[freedompay(min = 1, example = "12.50")]
    pub amount: Amount,
    /// To be worded: `kind`.
    #[freedompay(example = "bonus")]
    pub kind: Option<AddPointsKind>,
    // CHECK: typed `integer`, and `account` is no number; taken as text.
    /// To be worded: `account`.
    #[freedompay(example = "KZ123412341234123412")]
    pub account: String,
    // CHECK: there is no format `nonsense` of a text; ignored.
    /// To be worded: `type`.
    #[freedompay(example = "first")]
    pub r#type: Option<String>,
    // CHECK: its name has spaces around it in the document; taken without.
    // CHECK: min_len is above max_len, so nothing would be valid; both left out.
    /// To be worded: `comment`.
    pub comment: Option<String>,
    // CHECK: typed `boolean`, and the sample is 1 or 0; taken as such.
    /// To be worded: `urgent`.
    #[freedompay(example = "1")]
    pub urgent: Option<Flag>,
    /// To be worded: `items`.
    pub items: Option<Vec<AddPointsItems>>,
}

/// To be worded: `kind`.
#[freedompay_enum]
pub enum AddPointsKind {
    /// To be worded: `bonus`.
    Bonus,
    /// To be worded: `gift card`.
    #[freedompay(rename = "gift card")]
    GiftCard,
    /// To be worded: `2for1`.
    #[freedompay(rename = "2for1")]
    TwoFor1,
}

/// To be worded: `items`.
#[freedompay_model(request)]
pub struct AddPointsItems {
    /// To be worded: `name`.
    #[freedompay(example = "Mug")]
    pub name: String,
    /// To be worded: `count`.
    #[freedompay(min = 1, example = "2")]
    pub count: i32,
}

/// To be worded: `AddPointsAnswer`.
#[freedompay_model]
pub struct AddPointsAnswer {
    // CHECK: the schema calls it `request_ids`, the sample `request_id`; the sample's name is taken.
    /// To be worded: `request_id`.
    #[freedompay(example = "018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908")]
    pub request_id: Option<String>,
    // CHECK: the schema calls it `ballance`, the sample `balance`; the sample's name is taken.
    /// To be worded: `balance`.
    #[freedompay(example = "40.50")]
    pub balance: Amount,
    /// To be worded: `card_token`.
    pub card_token: Option<Secret>,
    /// To be worded: `state`.
    #[freedompay(example = "done")]
    pub state: AddPointsAnswerState,
    // CHECK: said to be required, and a sample does without it; taken as optional.
    /// To be worded: `customer`.
    pub customer: Option<AddPointsAnswerCustomer>,
    // CHECK: only the sample has it, the schema does not.
    /// To be worded: `extra`.
    #[freedompay(example = "x")]
    pub extra: Option<String>,
}

/// To be worded: `state`.
#[freedompay_enum]
pub enum AddPointsAnswerState {
    /// To be worded: `done`.
    Done,
    /// To be worded: `waiting`.
    Waiting,
}

/// To be worded: `customer`.
#[freedompay_model]
pub struct AddPointsAnswerCustomer {
    /// To be worded: `name`.
    pub name: Option<String>,
    // CHECK: it holds itself, which a static table cannot say; taken as an untyped value.
    /// To be worded: `referred_by`.
    pub referred_by: Option<Value>,
}
