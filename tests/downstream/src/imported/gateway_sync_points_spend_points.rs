//! `POST /g2g/points/spend`, imported from `points-spend.md` (`Gateway API/Sync API/Points`).
//! Write the documentation, name the source and settle every CHECK; then remove this line.

use std::collections::BTreeMap;

use freedompay::card_data::{CardNumber, Cvc};
use freedompay::{Amount, Flag, freedompay_endpoint, freedompay_model};

// CHECK: the document declares no signature; every call of this API has a pg_sig, so this one has it too.
// CHECK: it sounds like money; settle `effect` and `recover`, or use `write`.
// CHECK: merchant fields have no `pg_`; `basket` become part of the rest.
// CHECK: say as `outcome` which of the status call's fields settle that money moved.
/// To be documented: `SpendPoints`.
#[freedompay_endpoint(
    uri = "/g2g/points/spend",
    method = "POST",
    id = "gateway.sync.points.spend_points",
    response = SpendPointsAnswer,
    effect = money,
    recover = freedompay::gateway::purchase::status::PaymentStatus
)]
pub struct SpendPoints {
    // CHECK: typed `integer`, but the sample is not such a number; read as text.
    /// To be documented: `pg_order_id`.
    #[freedompay(example = "00017")]
    pub order_id: String,
    // CHECK: typed as text, but the sample is an amount; read as an exact decimal.
    /// To be documented: `pg_amount`.
    #[freedompay(example = "100.00")]
    pub amount: Amount,
    // CHECK: typed `integer`, but `pan` is not a number; read as text.
    /// To be documented: `pg_card_pan`.
    pub card_pan: CardNumber,
    // CHECK: typed `integer`, but `cvc` is not a number; read as text.
    /// To be documented: `pg_card_cvc`.
    pub card_cvc: Cvc,
    /// To be documented: `pg_receipt_positions`.
    pub receipt_positions: Vec<SpendPointsReceiptPositions>,
    // CHECK: typed `integer`, but `link` is not a number; read as text.
    /// To be documented: `pg_post_link`.
    #[freedompay(example = "https://example.com/post")]
    pub post_link: Option<String>,
    /// To be documented: `pg_test`.
    pub test: Option<Flag>,
    /// To be documented: `fields of any other name`.
    #[freedompay(rest)]
    pub merchant_fields: BTreeMap<String, String>,
}

/// To be documented: `pg_receipt_positions`.
#[freedompay_model(request)]
pub struct SpendPointsReceiptPositions {
    /// To be documented: `count`.
    #[freedompay(example = "2")]
    pub count: i64,
    /// To be documented: `name`.
    #[freedompay(example = "Mug")]
    pub name: Option<String>,
    // CHECK: typed as text, but the sample is an amount; read as an exact decimal.
    /// To be documented: `price`.
    #[freedompay(example = "50.00")]
    pub price: Option<Amount>,
}

// CHECK: it has no schema; its fields are those of the sample, their types are guesses.
/// To be documented: `SpendPointsAnswer`.
#[freedompay_model(prefix = "pg_")]
pub struct SpendPointsAnswer {
    /// To be documented: `pg_status`.
    #[freedompay(example = "ok")]
    pub status: Option<String>,
    /// To be documented: `pg_payment_id`.
    #[freedompay(example = "4567788")]
    pub payment_id: Option<String>,
    /// To be documented: `pg_balance`.
    #[freedompay(example = "12.50")]
    pub balance: Option<Amount>,
    // CHECK: its name sounds like card data or a secret; if its values are, mark it `secret`.
    // CHECK: it sounds like card data, but the sample is masked; not a secret.
    /// To be documented: `pg_card_pan`.
    #[freedompay(not_secret, example = "4405-64XX-XXXX-6150")]
    pub card_pan: Option<String>,
    /// To be documented: `pg_3ds`.
    #[freedompay(rename = "pg_3ds", example = "0")]
    pub three_ds: Option<String>,
}
