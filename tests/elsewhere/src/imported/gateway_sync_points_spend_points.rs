//! `POST /g2g/points/spend`, imported from `points-spend.md` (`Gateway API/Sync API/Points`).
//! Word the documentation, name the source, and settle what is marked CHECK; then this line goes.

use std::collections::BTreeMap;

use freedompay::{Amount, CardNumber, Cvc, Flag, freedompay_endpoint, freedompay_model};

// CHECK: the document says that nothing signs it; every call of this API has a pg_sig, so this one has.
// CHECK: it sounds like money; settle `effect` and what `recover` asks, or say `write`.
// CHECK: merchant fields have no `pg_`; into the rest go `basket`.
/// To be worded: `SpendPoints`.
#[freedompay_endpoint(
    uri = "/g2g/points/spend",
    method = "POST",
    id = "gateway.sync.points.spend_points",
    response = SpendPointsAnswer,
    effect = money,
    recover = freedompay::gateway::purchase::status::PaymentStatus
)]
pub struct SpendPoints {
    // CHECK: typed `integer`, and the sample is no such number; taken as text.
    /// To be worded: `pg_order_id`.
    #[freedompay(example = "00017")]
    pub order_id: String,
    // CHECK: typed as text, and the sample is an amount; taken as an exact decimal.
    /// To be worded: `pg_amount`.
    #[freedompay(example = "100.00")]
    pub amount: Amount,
    // CHECK: typed `integer`, and `pan` is no number; taken as text.
    /// To be worded: `pg_card_pan`.
    pub card_pan: CardNumber,
    // CHECK: typed `integer`, and `cvc` is no number; taken as text.
    /// To be worded: `pg_card_cvc`.
    pub card_cvc: Cvc,
    /// To be worded: `pg_receipt_positions`.
    pub receipt_positions: Vec<SpendPointsReceiptPositions>,
    // CHECK: typed `integer`, and `link` is no number; taken as text.
    /// To be worded: `pg_post_link`.
    #[freedompay(example = "https://example.com/post")]
    pub post_link: Option<String>,
    /// To be worded: `pg_test`.
    pub test: Option<Flag>,
    /// To be worded: `fields of any other name`.
    #[freedompay(rest)]
    pub merchant_fields: BTreeMap<String, String>,
}

/// To be worded: `pg_receipt_positions`.
#[freedompay_model(request)]
pub struct SpendPointsReceiptPositions {
    /// To be worded: `count`.
    #[freedompay(example = "2")]
    pub count: i64,
    /// To be worded: `name`.
    #[freedompay(example = "Mug")]
    pub name: Option<String>,
    // CHECK: typed as text, and the sample is an amount; taken as an exact decimal.
    /// To be worded: `price`.
    #[freedompay(example = "50.00")]
    pub price: Option<Amount>,
}

// CHECK: there is no schema of it; its fields are those of the sample, types are guesses.
/// To be worded: `SpendPointsAnswer`.
#[freedompay_model(prefix = "pg_")]
pub struct SpendPointsAnswer {
    /// To be worded: `pg_status`.
    #[freedompay(example = "ok")]
    pub status: Option<String>,
    /// To be worded: `pg_payment_id`.
    #[freedompay(example = "4567788")]
    pub payment_id: Option<String>,
    /// To be worded: `pg_balance`.
    #[freedompay(example = "12.50")]
    pub balance: Option<Amount>,
    // CHECK: it sounds like card data, and the sample is masked; taken as no secret.
    /// To be worded: `pg_card_pan`.
    #[freedompay(not_secret, example = "4405-64XX-XXXX-6150")]
    pub card_pan: Option<String>,
    /// To be worded: `pg_3ds`.
    #[freedompay(rename = "pg_3ds", example = "0")]
    pub three_ds: Option<String>,
}
