//! Payouts: the balance, the test cards, the recipient's page, the callback.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::any;
use freedompay::callback::{CallbackVerifier, Received, Verifiers};
use freedompay::card_data::Expiry;
use freedompay::gateway::card::AddCard;
use freedompay::gateway::payout::{PayOutToCard, PayOutToIban, PayoutBalance, PayoutStatus};
use freedompay::merchant::callbacks::PayoutNotify;
use freedompay::merchant::payout::card_token::CreateTokenPayout;
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::payout::status::{PayoutState, PayoutStatus as MerchantPayoutStatus};
use freedompay::merchant::payout::{CreatePayout, PayoutBalanceQuery, PayoutCallStatus};
use freedompay::{Amount, Client, Gateway, Merchant};
use freedompay_sandbox::{PayerError, ReplyVerdict, Sandbox};

use crate::{code, gateway, merchant};

const GOOD: &str = "4671593866478252";
const SLOW: &str = "5507841999732294";
const SLOW_AND_BAD: &str = "4532676596620704";
/// A closed port: callbacks are not received.
const NOWHERE: &str = "http://127.0.0.1:9/post";

async fn sandbox() -> Sandbox {
    Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap()
}

fn to_card(order: &str, card: &str) -> PayOutToCard {
    PayOutToCard::new(order, Amount::from(1000), "Payout", card.parse().unwrap(), NOWHERE)
}

async fn balance(client: &Client<Merchant>) -> Amount {
    PayoutBalanceQuery::new().send(client).await.unwrap().balance.unwrap()
}

async fn state(client: &Client<Merchant>, order: &str) -> PayoutState {
    MerchantPayoutStatus::new(order).send(client).await.unwrap().payment_status.clone().unwrap()
}

/// A card that recipient 77 has saved.
async fn saved(client: &Client<Gateway>, card: &str) -> freedompay::Secret {
    let expiry: Expiry = "12/30".parse().unwrap();
    let add = AddCard::new("77", "123".parse().unwrap(), expiry.year(), expiry.month(), "John Doe".parse().unwrap());
    add.card_pan(card.parse().unwrap()).send(client).await.unwrap().card_token.clone().unwrap()
}

fn by_token(order: &str, token: freedompay::Secret, amount: i64, limit: &str) -> CreateTokenPayout {
    CreateTokenPayout::new(order, Amount::from(amount), "Payout", limit, "77", NOWHERE, token)
}

#[tokio::test]
async fn the_balance_is_spent_and_never_overdrawn() {
    let sandbox =
        Sandbox::builder().balance("KZT", Amount::from(1500)).balance("USD", Amount::from(10)).start().await.unwrap();
    let (client, shop) = (gateway(&sandbox), merchant(&sandbox));
    let paid = to_card("1", GOOD).send(&client).await.unwrap();
    assert_eq!((paid.balance, paid.payment_amount), (Some(Amount::from(500)), Some(Amount::from(1000))));
    assert_eq!(code(to_card("2", GOOD).send(&client).await), "8888");
    assert_eq!(code(to_card("3", GOOD).currency("USD").send(&client).await), "8888");
    let iban = CreateIbanPayout::new("4", "499.99".parse().unwrap(), "P", "KZ1", "7", "A B", "19", "119", "KZZSAE");
    assert_eq!(iban.send(&shop).await.unwrap().status, Some(PayoutCallStatus::Ok));
    assert_eq!(balance(&shop).await, "0.01".parse().unwrap());
    let iban = PayOutToIban::new("5", Amount::from(1), "KZ1", "7", "A B", 19, "119", "KZZSAE", NOWHERE);
    assert_eq!(code(iban.send(&client).await), "8888");
    assert_eq!(PayoutBalance::new("USD").send(&client).await.unwrap().balance, Some(Amount::from(10)));
}

#[tokio::test]
async fn a_failed_payout_is_returned_to_the_balance() {
    let sandbox = sandbox().await;
    let (client, shop) = (gateway(&sandbox), merchant(&sandbox));
    for (order, card, expected) in
        [("1", "5325349472901311", "10000"), ("2", "4556046085041740", "10001"), ("3", "5543974702876045", "8888")]
    {
        assert_eq!(code(to_card(order, card).send(&client).await), expected);
        assert_eq!(state(&shop, order).await, PayoutState::Error);
        assert_eq!(balance(&shop).await, Amount::from(1_000_000));
    }

    let slow = to_card("4", SLOW).send(&client).await.unwrap();
    assert_eq!(slow.status.as_ref().unwrap().as_str(), "pending");
    let bad = by_token("5", saved(&client, SLOW_AND_BAD).await, 2000, "2026-01-02 00:00:00").send(&shop).await.unwrap();
    assert_eq!((&bad.status, bad.balance), (&Some(PayoutCallStatus::Process), Some(Amount::from(997_000))));
    assert_eq!((state(&shop, "4").await, state(&shop, "5").await), (PayoutState::Process, PayoutState::Process));
    sandbox.advance(Duration::from_secs(60)).await;
    assert_eq!((state(&shop, "4").await, state(&shop, "5").await), (PayoutState::Success, PayoutState::Error));
    assert_eq!(balance(&shop).await, Amount::from(999_000));
    let status = PayoutStatus::new().payment_id(slow.payment_id.unwrap()).send(&client).await.unwrap();
    assert_eq!(status.payment_status.as_ref().unwrap().as_str(), "success");
}

#[tokio::test]
async fn a_token_pays_out_only_to_its_user_and_in_time() {
    let sandbox = sandbox().await;
    let (client, shop) = (gateway(&sandbox), merchant(&sandbox));
    let token = saved(&client, GOOD).await;
    // Almaty is five hours ahead: the limit has passed.
    assert_eq!(code(by_token("1", token.clone(), 10, "2026-01-01 05:00:00").send(&shop).await), "10018");
    assert_eq!(
        code(by_token("2", freedompay::Secret::new("no"), 10, "2026-01-02 00:00:00").send(&shop).await),
        "10032"
    );
    let paid = by_token("3", token, 10, "2026-01-01 05:00:01").send(&shop).await.unwrap();
    assert_eq!(paid.balance, Some(Amount::from(999_990)));
    assert_eq!(state(&shop, "3").await, PayoutState::Success);
}

#[tokio::test]
async fn in_the_first_minute_a_payout_that_was_not_made_has_the_id_0() {
    let sandbox = sandbox().await;
    let (client, shop) = (gateway(&sandbox), merchant(&sandbox));
    let mut large = to_card("1", GOOD);
    large.amount = Amount::from(2_000_000);
    assert_eq!(code(large.send(&client).await), "8888");
    let none = MerchantPayoutStatus::new("1").send(&shop).await.unwrap();
    assert_eq!((none.payment_id, &none.payment_status), (Some(0), &None));
    assert_eq!(code(MerchantPayoutStatus::new("never").send(&shop).await), "11068");
    sandbox.advance(Duration::from_secs(60)).await;
    assert_eq!(code(MerchantPayoutStatus::new("1").send(&shop).await), "11068");
}

#[tokio::test]
async fn a_page_waits_for_a_card_until_its_time_is_up() {
    let sandbox = sandbox().await;
    let shop = merchant(&sandbox);
    let mut pages = Vec::new();
    for order in ["1", "2"] {
        let create = CreatePayout::new(
            order,
            Amount::from(700),
            "Payout",
            "2026-01-01 06:00:00",
            "http://127.0.0.1:9/",
            NOWHERE,
        );
        pages.push(create.send(&shop).await.unwrap().redirect_url.clone().unwrap());
    }
    assert_eq!(state(&shop, "1").await, PayoutState::Process);
    assert_eq!(balance(&shop).await, Amount::from(1_000_000));
    sandbox.enter_card(&pages[0], &GOOD.parse().unwrap()).await.unwrap();
    assert_eq!(state(&shop, "1").await, PayoutState::Success);
    assert_eq!(balance(&shop).await, Amount::from(999_300));
    let again = sandbox.enter_card(&pages[0], &GOOD.parse().unwrap()).await.unwrap_err();
    assert!(matches!(again, PayerError::Refused { code: 120, .. }), "{again}");

    sandbox.advance(Duration::from_secs(60 * 60)).await;
    assert_eq!(state(&shop, "2").await, PayoutState::Error);
    assert!(sandbox.enter_card(&pages[1], &GOOD.parse().unwrap()).await.is_err());
    assert_eq!(balance(&shop).await, Amount::from(999_300));
    let unknown = sandbox.enter_card("http://127.0.0.1/pay.html?customer=x", &GOOD.parse().unwrap()).await;
    assert_eq!(unknown, Err(PayerError::NoSuchPage));
}

/// Order, status and balance of a callback.
type Recorded = (String, String, Option<Amount>);

#[derive(Clone)]
struct Shop {
    verifier: CallbackVerifier,
    received: Arc<Mutex<Vec<Recorded>>>,
}

impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

async fn receive(State(shop): State<Shop>, callback: Received<PayoutNotify>) -> &'static str {
    let status = callback.status.as_ref().unwrap().as_str().to_owned();
    shop.received.lock().unwrap().push((callback.order_id.clone().unwrap(), status, callback.balance));
    "HTTP 200 is all that counts"
}

#[tokio::test]
async fn the_outcome_is_sent_with_the_payout_key() {
    let verifier = CallbackVerifier::new("sandbox-payout-secret");
    let shop = Shop { verifier, received: Arc::default() };
    let router = Router::new().route("/post", any(receive)).with_state(shop.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/post", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });

    let sandbox = sandbox().await;
    let client = gateway(&sandbox);
    for (order, card) in [("1", GOOD), ("2", SLOW_AND_BAD)] {
        let mut payout = to_card(order, card);
        payout.post_link.clone_from(&url);
        payout.send(&client).await.unwrap();
    }
    sandbox.run_until_idle().await;
    let first = ("1".to_owned(), "ok".to_owned(), Some(Amount::from(999_000)));
    assert_eq!(*shop.received.lock().unwrap(), std::slice::from_ref(&first));
    sandbox.advance(Duration::from_secs(60)).await;
    let second = ("2".to_owned(), "error".to_owned(), Some(Amount::from(999_000)));
    assert_eq!(*shop.received.lock().unwrap(), [first, second]);
    assert!(sandbox.callbacks().iter().all(|callback| callback.verdict == ReplyVerdict::Received));
}
