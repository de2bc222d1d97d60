//! An API that another crate declares: re-exported under another name, with calls of this crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(missing_docs, unreachable_pub)] // what is declared here is for nobody else

use freedompay::meta::{APIS, ApiMeta};
use freedompay::scheme::{BearerCredentials, PgSig};
use freedompay::{Api, Client, Country, Endpoint, Environment, PgCredentials, freedompay_api, freedompay_endpoint};
use freedompay_downstream::loyalty::PointsQuery;

mod points {
    pub use freedompay_downstream::loyalty::Loyalty as Points;
}

#[freedompay_endpoint(uri = "/v1/points/{customer_id}", method = "PATCH", api = self::points::Points, body = never)]
pub struct KeepPoints {
    #[freedompay(path)]
    pub customer_id: String,
}

/// Like the Merchant API, for the same account, at another host.
#[freedompay_api(name = "own_pages", scheme = PgSig, wire = form, prefix = "pg_", hosts(uzbekistan = "https://pages.example"))]
enum OwnPages {}

#[freedompay_endpoint(uri = "/v1/merchant/{merchant_id}/pages", method = "POST", api = OwnPages)]
struct OpenPage {
    pub order_id: String,
}

#[test]
fn calls_of_two_crates_are_of_one_api() {
    let client = Client::<points::Points>::builder(BearerCredentials::new("shop", "t0ken")).build().unwrap();
    let (theirs, ours) = (PointsQuery::new("c-1"), KeepPoints::new("c-1"));
    let requests = [client.prepare(&theirs).unwrap(), client.prepare(&ours).unwrap()];
    let urls = requests.each_ref().map(|request| (request.method(), request.url()));
    assert_eq!(
        urls,
        [
            ("GET", "https://loyalty.example/v1/points?customer_id=c-1"),
            ("PATCH", "https://loyalty.example/v1/points/c-1"),
        ]
    );
    for request in &requests {
        let header = request.headers().iter().find(|(name, _)| *name == "Authorization").unwrap();
        assert_eq!((&*header.1, request.body()), ("Bearer t0ken", &b""[..]));
    }
    assert_eq!((PointsQuery::META.id, KeepPoints::META.id), ("loyalty.points_query", "loyalty.keep_points"));
}

#[test]
fn what_the_scheme_adds_is_added_for_any_api() {
    let builder = || Client::<OwnPages>::builder(PgCredentials::new("42", "key"));
    let client = builder().environment(Environment::Production(Country::Uzbekistan)).build().unwrap();
    let request = client.prepare(&OpenPage::new("1")).unwrap();
    assert_eq!(request.url(), "https://pages.example/v1/merchant/42/pages");
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    for part in ["\"pg_order_id\"\r\n\r\n1\r\n", "\"pg_merchant_id\"\r\n\r\n42\r\n", "\"pg_salt\"", "\"pg_sig\""] {
        assert!(body.contains(part), "{body}");
    }
    let error = builder().build().unwrap_err().to_string();
    assert!(error.contains("Kazakhstan") || error.contains("host"), "{error}");
}

/// A path is of the API with the longest beginning, of whatever list.
#[test]
fn a_path_tells_the_api_of_a_list() {
    let of_path = |path| ApiMeta::of_path(APIS, path).map(|api| api.name);
    for (path, api) in [
        ("/v5/partner/points", Some("partner")),
        ("/api/v5/partner/points", Some("partner")),
        ("/api/points", Some("merchant")),
        ("/init_payment.php", Some("merchant")),
        ("/g2g/points", Some("gateway")),
        ("/v9/points", None),
        ("/", None),
        ("", None),
    ] {
        assert_eq!(of_path(path), api, "{path}");
    }
    assert!(ApiMeta::of_path(&[OwnPages::META], "/v5/partner/points").is_none());
}
