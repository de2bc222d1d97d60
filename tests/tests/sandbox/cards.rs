//! Pages on which cards are saved, and payments with what was saved.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::any;
use freedompay::Error;
use freedompay::callback::{CallbackVerifier, Received, Verifiers};
use freedompay::merchant::callbacks::CardTokenized;
use freedompay::merchant::payout::card_token::{ListPayoutTokens, TokenizePayoutCard};
use freedompay::merchant::purchase::card_token::payment_with_cvc::{
    ConfirmTokenPaymentWithCvc, CreateTokenPaymentWithCvc,
};
use freedompay::merchant::purchase::card_token::{ListTokens, TokenizeCard};
use freedompay::merchant::purchase::{CreatePayment, Language};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::form;
use freedompay_sandbox::{ReplyVerdict, Sandbox};

use crate::merchant;
use crate::payer::Payer;

#[derive(Clone)]
struct Shop {
    verifier: CallbackVerifier,
    tokens: Arc<Mutex<Vec<String>>>,
}

impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

async fn saved(State(shop): State<Shop>, callback: Received<CardTokenized>) {
    let token = callback.card_token.as_ref().unwrap().expose_secret().to_owned();
    shop.tokens.lock().unwrap().push(token);
}

/// A shop that receives callbacks about saved cards, and records them.
async fn open() -> (Arc<Mutex<Vec<String>>>, String) {
    let shop = Shop { verifier: CallbackVerifier::new("sandbox-secret"), tokens: Arc::default() };
    let tokens = Arc::clone(&shop.tokens);
    let router = Router::new().route("/saved", any(saved)).route("/back", any("Welcome back")).with_state(shop);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (tokens, url)
}

#[tokio::test]
async fn a_card_is_saved_and_pays() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (tokens, shop) = open().await;
    let form = TokenizeCard::new("u1", format!("{shop}/back")).post_link(format!("{shop}/saved")).order_id("o1");
    let opened = form.send(&client).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    payer.pay("4400444400004443").await;
    assert!(payer.sees("На карте недостаточно средств."), "{}", payer.page);
    payer.pay("4400444400004440").await;
    assert!(payer.sees("Карта сохранена"), "{}", payer.page);
    assert_eq!(sandbox.callbacks()[0].verdict, ReplyVerdict::Received);
    payer.go_on().await;
    assert_eq!(payer.page, "Welcome back");
    let received = tokens.lock().unwrap().clone();
    let [token] = received.as_slice() else { panic!("one token") };
    let list = ListTokens::new("u1").send(&client).await.unwrap();
    assert_eq!(list.cards[0].pg_card_token.as_ref().unwrap().expose_secret(), token);

    // On the page of a payment of that user's it is there to be chosen, with the CVC alone.
    let order = CreatePayment::new("2500.00".parse().unwrap(), "Order 8841").user_id("u1").language(Language::En);
    let opened = order.clone().send(&client).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    assert!(payer.sees("4400-44XX-XXXX-4440"), "{}", payer.page);
    payer.submit(&[("cvc", "")]).await;
    assert!(payer.sees("Enter 3 or 4 digits."), "{}", payer.page);
    payer.submit(&[("cvc", "123")]).await;
    assert!(payer.sees("Payment successful"), "{}", payer.page);
    // Or not.
    let opened = order.send(&client).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    payer.submit(&[("saved", "1"), ("cvc", "123")]).await;
    assert!(payer.sees("Choose a card."), "{}", payer.page);
    payer.submit(&[("saved", "new")]).await;
    payer.pay("4400444400004440").await;
    assert!(payer.sees("Payment successful"), "{}", payer.page);
}

#[tokio::test]
async fn a_card_for_payouts_is_saved_after_the_banks_page() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (tokens, shop) = open().await;
    let form = TokenizePayoutCard::new("u1", format!("{shop}/back")).post_link(format!("{shop}/saved"));
    let opened = form.send(&client).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    assert!(payer.sees("Карта для выплат"), "{}", payer.page);
    payer.pay("4916307416334310").await;
    payer.go_on().await;
    payer.confirm("0").await;
    payer.go_on().await;
    assert!(payer.sees("10004"), "{}", payer.page);
    payer.pay("4916307416334310").await;
    payer.go_on().await;
    payer.confirm("111111").await;
    payer.go_on().await;
    assert!(payer.sees("Карта сохранена"), "{}", payer.page);
    assert_eq!(tokens.lock().unwrap().len(), 1);
    assert_eq!(ListPayoutTokens::new("u1").send(&client).await.unwrap().cards.len(), 1);
    assert!(ListTokens::new("u1").send(&client).await.unwrap().cards.is_empty());
}

#[tokio::test]
async fn a_prepared_payment_asks_for_the_cvc() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (tokens, shop) = open().await;
    let form = TokenizeCard::new("u1", format!("{shop}/back")).post_link(format!("{shop}/saved"));
    let opened = form.send(&client).await.unwrap();
    Payer::open(opened.redirect_url.as_deref().unwrap()).await.pay("4400444400004440").await;
    let token = tokens.lock().unwrap()[0].clone();
    let prepared = CreateTokenPaymentWithCvc::new("8841", "2500".parse().unwrap(), "Order 8841", "u1", token)
        .success_url(format!("{shop}/back"))
        .send(&client)
        .await
        .unwrap();
    // The response is a page, which the merchant shows somewhere of its own.
    let page = match ConfirmTokenPaymentWithCvc::new(prepared.payment_id.unwrap()).send(&client).await {
        Err(Error::Decode(page)) => String::from_utf8(page.body.as_bytes().to_vec()).unwrap(),
        other => panic!("{other:?}"),
    };
    // Or the payer is sent to the URL with the signed fields, as the provider's mobile SDKs do.
    let base = format!("{}/v1/merchant/123456/card/pay", sandbox.url());
    let query = format!("pg_merchant_id=123456&pg_payment_id={}&pg_salt=s", prepared.payment_id.unwrap());
    let signature = pg_sig::sign("pay", form::parse(query.as_bytes()).unwrap().root(), &"sandbox-secret".into());
    let opened = Payer::open(&format!("{base}?{query}&pg_sig={signature}")).await;
    assert!(opened.sees("4400-44XX-XXXX-4440"), "{}", opened.page);
    let forged = Payer::open(&format!("{base}?{query}0&pg_sig={signature}")).await;
    assert!(forged.sees("<pg_error_code>1100</pg_error_code>"), "{}", forged.page);

    let mut payer = Payer::shown(page);
    assert!(payer.form().action.starts_with(&sandbox.url()), "{}", payer.page);
    payer.submit(&[("cvc", "123")]).await;
    assert!(payer.sees("Оплата прошла"), "{}", payer.page);
    payer.go_on().await;
    assert_eq!(payer.page, "Welcome back");
}
