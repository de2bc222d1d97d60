//! Every argument of a field, and every kind of type.

use std::collections::BTreeMap;

use freedompay::meta::{FieldMeta, Location};
use freedompay::{Amount, Endpoint, Flag, Secret, Uuid, freedompay_endpoint};

/// Pays with points.
#[freedompay_endpoint(uri = "/g2g/points/{merchant_id}/{card_id}", method = "POST")]
pub struct PayWithPoints {
    /// Card.
    #[freedompay(path)]
    pub card_id: u64,
    /// Page.
    #[freedompay(query)]
    pub page: Option<u32>,
    /// Language.
    #[freedompay(header = "Accept-Language")]
    pub language: Option<String>,
    /// Order.
    #[freedompay(min_len = 1, max_len = 50)]
    #[freedompay(pattern = "[a-z0-9-]+", example = "order-1")]
    pub order_id: String,
    /// Amount.
    #[freedompay(min = -0.01, max = 99999999)]
    pub amount: Amount,
    /// Months.
    #[freedompay(min = 0, max = 255)]
    pub months: Option<u8>,
    /// Security code.
    #[freedompay(secret, rename = "pg_card_cvc2")]
    pub code: Option<String>,
    /// Card number.
    pub card_pan: Secret,
    /// Kind of the token.
    #[freedompay(not_secret)]
    pub token_kind: String,
    /// Whether there is a token.
    pub has_token: Option<Flag>,
    /// Marks.
    #[freedompay(max_len = 3)]
    pub marks: Vec<String>,
    /// A word of Rust's.
    pub r#type: Option<Uuid>,
    /// In a box.
    pub boxed: Option<Box<i64>>,
    /// Fields of the merchant's own.
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

fn field(name: &str) -> &'static FieldMeta {
    PayWithPoints::META.request.iter().find(|field| field.name == name).unwrap()
}

#[test]
fn the_table_says_what_was_said() {
    assert_eq!((field("card_id").location, field("pg_page").location), (Location::Path, Location::Query));
    assert_eq!(field("language").location, Location::Header("Accept-Language"));
    let order = field("pg_order_id");
    assert_eq!((order.min_len, order.max_len, order.pattern), (Some(1), Some(50), Some("[a-z0-9-]+")));
    assert_eq!((order.example, order.required, order.rust), (Some("order-1"), true, "order_id"));
    assert_eq!((field("pg_amount").min, field("pg_amount").max), (Some("-0.01"), Some("99999999")));
    assert!(field("pg_card_cvc2").is_secret() && field("pg_card_pan").is_secret());
    assert!(!field("pg_token_kind").is_secret() && !field("pg_type").required);
    assert_eq!(field("*").rust, "extra");
}

#[test]
fn setters_take_what_converts() {
    let amount = "20.00".parse().unwrap();
    let request = PayWithPoints::new(7, "order-1", amount, "4111111111111111", "visa", ["a", "b"])
        .page(2)
        .months(3)
        .code("123")
        .has_token(true)
        .r#type(Uuid::nil())
        .boxed(Box::new(-1))
        .extra("basket", "spring");
    let shown = format!("{request:?}");
    assert!(!shown.contains("4111") && !shown.contains("123"), "{shown}");
    assert!(shown.contains("card_pan: ***") && shown.contains("code: ***") && shown.contains("20.00"), "{shown}");
    assert!(!shown.contains("language"), "what is absent is left out: {shown}");
}
