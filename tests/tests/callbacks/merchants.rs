//! Several shops behind one server, and callers that hang up.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::any;
use freedompay::callback::{
    self, CallbackError, CallbackVerifier, Claim, MemoryCallbackStore, Received, Reply, Verifiers,
};
use freedompay::merchant::callbacks::ResultNotify;
use tokio::sync::Notify;

use crate::provider::{FORM, post, signed, urlencoded};
use crate::{SECRET, result_fields};

#[derive(Clone)]
struct Shops {
    verifiers: Verifiers,
    store: MemoryCallbackStore,
    delivered: Arc<AtomicUsize>,
    begun: Arc<Notify>,
    go_on: Arc<Notify>,
}

impl FromRef<Shops> for Verifiers {
    fn from_ref(shops: &Shops) -> Self {
        shops.verifiers.clone()
    }
}

impl Shops {
    fn new(verifiers: impl Into<Verifiers>) -> Self {
        Self {
            verifiers: verifiers.into(),
            store: MemoryCallbackStore::default(),
            delivered: Arc::default(),
            begun: Arc::default(),
            go_on: Arc::default(),
        }
    }

    async fn serve(&self) -> SocketAddr {
        let router = Router::new()
            .route("/shops/{shop}/result", any(result))
            .route("/slow/result", any(interrupted))
            .route("/steady/result", any(steady))
            .route("/broken/result", any(broken))
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}

async fn result(State(shops): State<Shops>, notice: Received<ResultNotify>) -> Reply {
    match notice.claim(&shops.store).await.unwrap() {
        Claim::Known(reply) | Claim::Busy(reply) => reply,
        Claim::Mine(claim) => {
            shops.delivered.fetch_add(1, Ordering::SeqCst);
            let shop = notice.merchant().unwrap_or_default().to_owned();
            claim.keep(notice.ok().describe(shop)).await.unwrap()
        }
    }
}

fn key_of(shop: &str) -> String {
    format!("{SECRET} of shop {shop}")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_shop_has_its_own_keys_and_decisions() {
    let shops = Shops::new(Verifiers::resolve(|call| {
        let shop = call.uri.path().split('/').nth(2).unwrap_or_default().to_owned();
        async move {
            tokio::task::yield_now().await;
            match shop.as_str() {
                "1" | "2" => Ok(CallbackVerifier::new(key_of(&shop)).merchant(&shop)),
                "down" => Err(CallbackError::Unavailable { message: "no connection".to_owned() }),
                _ => Err(CallbackError::UnknownMerchant),
            }
        }
    }));
    let address = shops.serve().await;
    let send = |shop: &str, key: &str| {
        let response =
            post(address, &format!("/shops/{shop}/result"), &signed("result", &result_fields(), &key_of(key)));
        (response.status, response.body)
    };
    // The same order at two shops is two events.
    for shop in ["1", "2"] {
        let (status, body) = send(shop, shop);
        assert!(status == 200 && body.contains(&format!("<pg_description>{shop}</pg_description>")), "{body}");
        assert_eq!(send(shop, shop).0, 200, "a repetition");
    }
    assert_eq!(shops.delivered.load(Ordering::SeqCst), 2);
    assert_eq!(send("1", "2"), (403, String::new()), "another shop's key");
    assert_eq!(send("3", "3"), (404, String::new()));
    assert_eq!(send("down", "1"), (503, String::new()), "it comes again");
    let message = CallbackError::Unavailable { message: "no connection".to_owned() }.to_string();
    assert!(message.contains("no connection"), "{message}");
}

/// Any part of the call identifies a shop; keys change, and the event stays the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_found_by_any_part_of_the_call_and_its_keys_can_change() {
    let keys = Arc::new(Mutex::new(key_of("old")));
    let current = Arc::clone(&keys);
    let shops = Shops::new(Verifiers::resolve(move |call| {
        let is_ours = call.uri.query() == Some("shop=1") && call.headers["host"] == "shop" && call.method == "POST";
        let key = current.lock().unwrap().clone();
        async move {
            let found = CallbackVerifier::new(key).merchant("1");
            if is_ours { Ok(found) } else { Err(CallbackError::UnknownMerchant) }
        }
    }));
    let address = shops.serve().await;
    let send = |path: &str, key: &str| post(address, path, &signed("result", &result_fields(), &key_of(key))).status;
    assert_eq!(send("/shops/x/result?shop=1", "old"), 200);
    *keys.lock().unwrap() = key_of("new");
    assert_eq!(send("/shops/x/result?shop=1", "old"), 403);
    assert_eq!(send("/shops/x/result?shop=1", "new"), 200);
    assert_eq!(shops.delivered.load(Ordering::SeqCst), 1, "the same event, whatever key signed it");
    assert_eq!(send("/shops/x/result?shop=2", "new"), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resolver_must_name_the_shop() {
    for nameless in [CallbackVerifier::new(SECRET), CallbackVerifier::new(SECRET).merchant("")] {
        let shops = Shops::new(Verifiers::resolve(move |_| std::future::ready(Ok(nameless.clone()))));
        let address = shops.serve().await;
        let response = post(address, "/shops/1/result", &signed("result", &result_fields(), SECRET));
        assert_eq!((response.status, response.body), (500, String::new()));
        assert_eq!(shops.delivered.load(Ordering::SeqCst), 0);
    }
    let message = CallbackError::NoMerchant.to_string();
    assert!(message.contains("CallbackVerifier::merchant"), "{message}");
}

#[test]
fn verifiers_show_no_secret() {
    let verifiers = [
        CallbackVerifier::new(SECRET).merchant("1").into(),
        Verifiers::resolve(|_| std::future::ready(Ok(CallbackVerifier::new(SECRET)))),
    ];
    let shown = format!("{verifiers:?}");
    assert!(!shown.contains(SECRET) && shown.contains("Some(\"1\")") && shown.contains("resolve"), "{shown}");
}

async fn decide(shops: Shops, notice: Received<ResultNotify>) -> Reply {
    let Claim::Mine(claim) = notice.claim(&shops.store).await.unwrap() else { panic!("the first arrival") };
    shops.begun.notify_one();
    shops.go_on.notified().await;
    shops.delivered.fetch_add(1, Ordering::SeqCst);
    let reply = claim.keep(notice.ok()).await.unwrap();
    shops.begun.notify_one();
    reply
}

async fn interrupted(State(shops): State<Shops>, notice: Received<ResultNotify>) -> Reply {
    decide(shops, notice).await
}

async fn steady(State(shops): State<Shops>, notice: Received<ResultNotify>) -> Reply {
    callback::uninterrupted(decide(shops, notice)).await
}

async fn broken(State(shops): State<Shops>, notice: Received<ResultNotify>) -> Reply {
    callback::uninterrupted(async move {
        let _claim = notice.claim(&shops.store).await.unwrap();
        panic!("the books are on fire");
    })
    .await
}

/// Sends a notification and hangs up once its decision has begun.
async fn hang_up(shops: &Shops, address: SocketAddr, path: &str) {
    let body = urlencoded(&signed("result", &result_fields(), SECRET));
    let mut caller = TcpStream::connect(address).unwrap();
    let head =
        format!("POST {path} HTTP/1.1\r\nhost: shop\r\ncontent-type: {FORM}\r\ncontent-length: {}\r\n\r\n", body.len());
    caller.write_all(format!("{head}{body}").as_bytes()).unwrap();
    shops.begun.notified().await;
    drop(caller);
}

/// The server drops the handler of a caller that hung up. Its decision stops half way, and its claim is still held.
#[tokio::test(flavor = "multi_thread")]
async fn a_decision_stops_with_its_caller_unless_it_runs_by_itself() {
    let shops = Shops::new(CallbackVerifier::new(SECRET));
    let address = shops.serve().await;
    let idle = Arc::strong_count(&shops.go_on);
    hang_up(&shops, address, "/slow/result").await;
    // The server has dropped the handler once it has given its state back.
    while Arc::strong_count(&shops.go_on) > idle {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    shops.go_on.notify_waiters();
    assert_eq!(shops.delivered.load(Ordering::SeqCst), 0);
    let again = post(address, "/shops/1/result", &signed("result", &result_fields(), SECRET));
    assert_eq!(again.status, 500, "its claim lapses later");

    let shops = Shops::new(CallbackVerifier::new(SECRET));
    let address = shops.serve().await;
    hang_up(&shops, address, "/steady/result").await;
    shops.go_on.notify_one();
    shops.begun.notified().await;
    assert_eq!(shops.delivered.load(Ordering::SeqCst), 1);
    let again = post(address, "/shops/1/result", &signed("result", &result_fields(), SECRET));
    assert_eq!(again.status, 200);
    assert_eq!(shops.delivered.load(Ordering::SeqCst), 1, "it was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_panics_is_asked_for_again() {
    let shops = Shops::new(CallbackVerifier::new(SECRET));
    let address = shops.serve().await;
    let response = post(address, "/broken/result", &signed("result", &result_fields(), SECRET));
    assert_eq!((response.status, response.body), (500, String::new()));
    let again = post(address, "/shops/1/result", &signed("result", &result_fields(), SECRET));
    assert_eq!(again.status, 500, "its claim lapses later");
}
