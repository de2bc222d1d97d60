//! APIs as declarations: of every visibility, anywhere, and their calls.

use std::collections::BTreeMap;

use freedompay::callback::Callback;
use freedompay::meta::{ApiMeta, BodyMeta, ErrorShape, FieldMatch, Hosts, Refusal, Wire};
use freedompay::scheme::{Basic, Jws512, PgSig};
use freedompay::{Api, Endpoint, freedompay_api, freedompay_callback, freedompay_endpoint, freedompay_model};

/// Every argument.
#[freedompay_api(
    name = "points_shop",
    scheme = Jws512,
    wire = json,
    paths("/v1/points/", "/api/points/"),
    errors = ErrorShape::OBJECT,
    headers("X-Request-Id", "Accept-Language" = "ru"),
    actions,
    replays_request_id,
    ids("order_id"),
    open_codes = OPEN_CODES,
    refusals = self::REFUSALS,
    unsigned_errors = UNSIGNED,
    hosts(kazakhstan = "https://points.example", uzbekistan = "https://points.example:8443", test = "http://127.0.0.1:8080")
)]
pub enum PointsShop {}

const OPEN_CODES: &[&str] = &["9999"];
const UNSIGNED: &[&str] = &["9998"];
const REFUSALS: &[Refusal] = &[Refusal {
    path: "/v1/points/",
    http_status: &[200],
    codes: &["1"],
    beside: Some(FieldMatch { path: "status", values: &["error"] }),
}];

/// The least.
#[freedompay_api(name = "points_plain", scheme = freedompay::scheme::NoSignature)]
#[derive(PartialEq, Eq)]
enum PointsPlain {}

mod inner {
    use super::{PgSig, freedompay_api};

    /// In the crate only, with a name that begins like another one's.
    #[freedompay_api(name = "points", scheme = PgSig, wire = form, prefix = "pt_", ids("pt_order_id"), endpoints(super::PayPoints, crate::apis::PointsStatus), callbacks(super::Paid), hosts(test = "https://test.example"))]
    pub(crate) enum Points {}

    pub(super) mod deep {
        /// The name of a trait, of a derive and of a macro of the standard library.
        #[freedompay::freedompay_api(name = "debug", scheme = freedompay::scheme::Basic)]
        pub(in super::super) enum Debug {}
    }
}

/// Before the API that it is of.
#[freedompay_endpoint(uri = "/v2/late", method = "GET", api = Late)]
struct OfLate;

/// After its first call.
#[freedompay_api(name = "late", scheme = Basic)]
enum Late {}

/// A call with everything that its API adds to it.
#[freedompay_endpoint(uri = "/v1/points/{card_id}", method = "PATCH", api = PointsShop, action = "pay", legacy_header, body = never)]
#[derive(PartialEq)]
pub struct Pay {
    /// Card.
    #[freedompay(path)]
    pub card_id: String,
    /// Page.
    #[freedompay(query)]
    pub page: Option<u32>,
}

/// A GET with a body.
#[freedompay_endpoint(uri = "/v2/points", method = "GET", api = PointsPlain, body = always, response = Balance)]
struct Ask {
    /// Card.
    card_id: String,
}

/// An answer.
#[freedompay_model]
struct Balance {
    /// Status.
    status: Option<String>,
}

/// A call of a form API that changes money, with a status call of the same API.
#[freedompay_endpoint(
    uri = "/points/{merchant_id}/pay",
    method = "POST",
    api = inner::Points,
    key = payout,
    script = "pay",
    unscripted_response,
    effect = money,
    recover = PointsStatus
)]
struct PayPoints {
    /// Order.
    order_id: String,
    /// Merchant fields.
    #[freedompay(rest)]
    extra: BTreeMap<String, String>,
}

/// Asks about it.
#[freedompay_endpoint(uri = "/points/status", method = "POST", api = self::inner::Points, effect = read)]
struct PointsStatus {
    /// Order.
    order_id: String,
}

/// A call of an API whose name means something else elsewhere.
#[freedompay_endpoint(uri = "/v2/debug", method = "POST", api = inner::deep::Debug)]
struct OfDebug {
    /// A name that another scheme adds.
    pg_salt: Option<String>,
}

/// A deprecated call, whose impls take a way of their own.
#[freedompay_endpoint(uri = "/v2/old", method = "POST", api = PointsPlain, deprecated = "use Ask")]
struct Old;

/// A built-in API by its path.
#[freedompay_endpoint(uri = "/v2/by_path", method = "GET", api = freedompay::Partner)]
struct ByPath;

/// A callback of an API of one's own.
#[freedompay_callback(id = "points.callbacks.paid", url = "{points_url}", reply = xml, rejectable, api = crate::apis::inner::Points)]
struct Paid {
    /// Order.
    order_id: Option<String>,
}

use self::inner::Points as Renamed;

/// A call by a name that the API was imported under.
#[freedompay_endpoint(uri = "/v2/renamed", method = "POST", api = Renamed)]
struct OfRenamed;

#[test]
fn the_table_has_what_is_declared() {
    let api: &'static ApiMeta = PointsShop::META;
    assert_eq!((api.name, api.rust, api.scheme.name, api.wire), ("points_shop", "PointsShop", "jws", Wire::Json));
    assert_eq!((api.paths, api.ids), (&["/v1/points/", "/api/points/"][..], &["order_id"][..]));
    assert_eq!((api.errors.name, api.open_codes, api.unsigned_errors), ("object", OPEN_CODES, UNSIGNED));
    assert!(api.has_actions && api.replays_request_id && api.refusals.len() == 1);
    let headers: Vec<_> = api.headers.iter().map(|header| (header.name, header.value)).collect();
    assert_eq!(headers, [("X-Request-Id", None), ("Accept-Language", Some("ru"))]);
    let hosts = Hosts {
        kazakhstan: Some("https://points.example"),
        kyrgyzstan: None,
        uzbekistan: Some("https://points.example:8443"),
        test: Some("http://127.0.0.1:8080"),
    };
    assert_eq!(api.hosts, hosts);
    let plain = PointsPlain::META;
    assert_eq!((plain.prefix, plain.errors.name, plain.hosts), ("", "status", Hosts::DEFAULT));
    assert_eq!(inner::Points::META.hosts, Hosts { test: Some("https://test.example"), ..Hosts::DEFAULT });
}

#[test]
fn calls_have_what_their_api_gives_them() {
    assert_eq!((Pay::META.id, Pay::META.api.name, Pay::META.body), ("points_shop.pay", "points_shop", BodyMeta::Never));
    assert_eq!((Ask::META.id, Ask::META.body), ("points_plain.ask", BodyMeta::Always));
    assert_eq!((PayPoints::META.id, PayPoints::META.request[0].name), ("points.pay_points", "pt_order_id"));
    assert_eq!((OfDebug::META.id, OfDebug::META.request[0].name), ("debug.of_debug", "pg_salt"));
    assert_eq!((OfRenamed::META.api.name, OfLate::META.api.name), ("points", "late"));
    assert_eq!((Paid::META.api.name, Paid::META.request[0].name), ("points", "pt_order_id"));
    assert_eq!((ByPath::META.id, ByPath::META.api.name), ("partner.by_path", "partner"));
    assert!(Pay::new("a") == Pay::new("a"));
}

#[test]
fn an_api_lists_its_calls_and_callbacks() {
    let ids: Vec<_> = inner::Points::ENDPOINTS.iter().map(|endpoint| endpoint.id).collect();
    assert_eq!(ids, ["points.pay_points", "points.points_status", "points.callbacks.paid"]);
    assert!(PointsPlain::ENDPOINTS.is_empty());
}

#[test]
fn an_api_can_be_inside_of_a_function() {
    /// Inside.
    #[freedompay_api(name = "points_inside", scheme = Basic)]
    enum Inside {}

    /// A call of it.
    #[freedompay_endpoint(uri = "/v2/inside", method = "POST", api = Inside)]
    struct Call {
        /// Name.
        name: String,
    }
    assert_eq!((Call::META.id, Call::new("x").name.as_str()), ("points_inside.call", "x"));
}
