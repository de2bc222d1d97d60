//! One declaration of each main shape.

use proc_macro2::TokenStream;

use crate::expand::{api, endpoint, model, open_enum};

type Expand = fn(TokenStream, TokenStream) -> TokenStream;

/// A declaration: its name, the macro, arguments and item.
pub(super) struct Shape {
    pub(super) name: &'static str,
    pub(super) expand: Expand,
    pub(super) args: &'static str,
    pub(super) item: &'static str,
}

pub(super) const SHAPES: [Shape; 10] = [
    Shape {
        name: "endpoint_with_everything",
        expand: endpoint::expand,
        args: r#"
            uri = "/g2g/cards/{card_id}",
            method = "POST",
            api = gateway,
            id = "gateway.cards.pay",
            response = Receipt,
            effect = money,
            recover = CardStatus,
            outcome = status::PAID,
            ids = CardPay::receipt_number,
            idempotency = order_id,
            headers("X-Request-Id", "Accept-Language" = "ru"),
            script = "cards",
            key = payout,
            since = "0.1.0",
            source = "https://docs.freedompay.kz/cards",
            crate = ::fp,
        "#,
        item: r#"
            /// Pays with a card.
            ///
            /// In major units.
            #[derive(PartialEq)]
            pub struct CardPay {
                /// Card.
                #[freedompay(path)]
                pub card_id: u64,
                /// Page.
                #[freedompay(query)]
                pub page: Option<u32>,
                /// Language.
                #[freedompay(header = "X-Language")]
                pub language: Option<Language>,
                /// Order.
                #[freedompay(min_len = 1, max_len = 50, pattern = "[a-z0-9-]+", example = "order-1")]
                pub order_id: String,
                /// Amount.
                #[freedompay(min = 0.01, max = 99999999)]
                pub amount: Amount,
                /// Security code.
                #[freedompay(secret, rename = "pg_card_cvc2")]
                pub cvc: Option<String>,
                /// Kind of the token.
                #[freedompay(not_secret)]
                pub token: TokenKind,
                /// Lines.
                pub r#lines: Vec<Line>,
                /// Fields of the merchant's own.
                #[freedompay(rest)]
                pub extra: BTreeMap<String, String>,
            }
        "#,
    },
    Shape {
        name: "endpoint_minimal",
        expand: endpoint::expand,
        args: r#"uri = "/v5/partner/points", method = "GET""#,
        item: "pub struct PointsQuery;",
    },
    Shape {
        name: "endpoint_deprecated",
        expand: endpoint::expand,
        args: r#"uri = "/v5/partner/points", method = "GET", deprecated = "use Balance instead""#,
        item: "#[allow(dead_code)] pub struct PointsQuery;",
    },
    Shape {
        name: "endpoint_of_another_api",
        expand: endpoint::expand,
        args: r#"uri = "/v1/points", method = "GET", api = points::Points"#,
        item: "pub struct PointsQuery;",
    },
    Shape {
        name: "endpoint_through_its_api",
        expand: endpoint::expand,
        args: r#"
            uri = "/v1/points/{merchant_id}", method = "PATCH", body = never, api = points::Points, key = payout
        "#,
        item: r#"
            #[freedompay_declared($crate, name = "points", rust = "Points", scheme = "PgSig", wire = form, prefix = "pt_", headers("X-Shop"))]
            pub struct PointsQuery {
                /// Shop.
                pub shop: Option<String>,
            }
        "#,
    },
    Shape {
        name: "api_with_everything",
        expand: api::expand,
        args: r#"
            name = "points",
            scheme = schemes::PgSig,
            wire = form,
            prefix = "pt_",
            paths("/v1/points/", "/api/points/"),
            errors = ErrorShape::OBJECT,
            headers("X-Request-Id", "Accept-Language" = "ru"),
            actions,
            replays_request_id,
            ids("order_id", "card_id"),
            open_codes = codes::OPEN,
            refusals = codes::REFUSALS,
            unsigned_errors = codes::UNSIGNED,
            hosts(all = "https://points.example", test = "http://127.0.0.1:8080"),
            endpoints(PayPoints, status::PointsQuery),
            callbacks(PointsNotice),
            crate = ::fp,
        "#,
        item: r"
            /// Points of loyal customers.
            pub enum Points {}
        ",
    },
    Shape {
        name: "api_minimal",
        expand: api::expand,
        args: r#"name = "points", scheme = Basic"#,
        item: "pub(crate) enum Points {}",
    },
    Shape {
        name: "model_response",
        expand: model::expand,
        args: r#"prefix = "pg_""#,
        item: r#"
            /// A response.
            pub struct Answer {
                /// Status.
                #[freedompay(example = "ok")]
                pub status: Option<Status>,
                /// Payments.
                #[serde(alias = "pg_payment")]
                pub payments: Vec<Payment>,
                /// Token.
                pub card_token: Secret,
            }
        "#,
    },
    Shape {
        name: "model_request",
        expand: model::expand,
        args: "request",
        item: r"
            /// A line of a receipt.
            pub struct Line {
                /// How many.
                #[freedompay(min = 1)]
                pub count: Option<u64>,
                /// Marks.
                pub marks: Option<Vec<String>>,
            }
        ",
    },
    Shape {
        name: "enum_numeric",
        expand: open_enum::expand,
        args: "numeric",
        item: r#"
            /// VAT.
            pub enum Vat {
                /// None.
                #[freedompay(rename = "0")]
                None,
                /// 12 %.
                #[freedompay(rename = "2")]
                Twelve,
            }
        "#,
    },
];
