//! Every argument of a call, and none but the two that are needed.

use freedompay::meta::{Effect, Key, Method, Status};
use freedompay::{Endpoint, freedompay_endpoint, freedompay_model};

/// Asks what became of a payout.
#[freedompay_endpoint(uri = "/points_payout_status.php", method = "POST", effect = read, response = Payout)]
pub struct PayoutQuery {
    /// Order of the payout.
    pub order_id: String,
}

/// A payout.
#[freedompay_model(prefix = "pg_")]
pub struct Payout {
    /// Outcome.
    pub status: Option<String>,
}

/// Pays points out.
///
/// In major units.
#[freedompay_endpoint(
    uri = "/own/points/payout",
    method = "POST",
    api = merchant,
    id = "merchant.points.payout",
    response = Payout,
    effect = money,
    recover = PayoutQuery,
    idempotency = order_id,
    headers("X-Request-Id", "Accept-Language" = "ru"),
    script = "payout",
    key = payout,
    deprecated = "use PayPoints instead",
    since = "0.1.0",
    source = "https://docs.freedompay.kz/points",
    shares_uri,
    crate = ::freedompay,
)]
#[derive(PartialEq)]
pub struct PointsPayout {
    /// Order.
    pub order_id: String,
}

/// Lists points.
#[freedompay_endpoint(uri = "/v5/g2g/points", method = "PUT", action = "points.list")]
pub struct PointsList;

/// A call that stays inside of its module.
#[freedompay_endpoint(uri = "/v5/partner/points/own", method = "DELETE", shares_uri = false)]
struct Own {
    /// Card.
    card_id: String,
}

#[test]
#[allow(deprecated)]
fn the_table_says_what_was_said() {
    let meta = PointsPayout::META;
    assert_eq!((meta.id, meta.uri, meta.method), ("merchant.points.payout", "/own/points/payout", Method::Post));
    assert_eq!((meta.effect, meta.recover.map(|recover| recover.id)), (Effect::Money, Some("merchant.payout_query")));
    assert_eq!((meta.idempotency, meta.script, meta.key), (Some("pg_order_id"), Some("payout"), Key::Payout));
    assert_eq!(meta.status, Status::Deprecated("use PayPoints instead"));
    assert_eq!((meta.since, meta.source), (Some("0.1.0"), Some("https://docs.freedompay.kz/points")));
    let headers: Vec<_> = meta.headers.iter().map(|header| (header.name, header.value)).collect();
    assert_eq!(headers, [("X-Request-Id", None), ("Accept-Language", Some("ru"))]);
    assert_eq!(meta.doc, "Pays points out.");
    assert!(meta.rust.ends_with("arguments::PointsPayout"), "{}", meta.rust);
    assert!(PointsPayout::new("1") == PointsPayout::new("1"));
    assert_eq!(meta.response.fields()[0].name, "pg_status");
    assert_eq!(PointsList::META.action, Some("points.list"));
}

#[test]
fn what_was_not_said_has_a_default() {
    let meta = Own::META;
    assert_eq!((meta.id, meta.effect, meta.method), ("partner.own", Effect::Write, Method::Delete));
    assert_eq!((meta.status, meta.since, meta.recover.map(|recover| recover.id)), (Status::Implemented, None, None));
    assert_eq!(format!("{:?}", Own::new("c-1").clone()), r#"Own { card_id: "c-1" }"#);
}
