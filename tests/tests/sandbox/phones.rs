//! Payments from the account of a phone, by calls and on the payer's page.

use freedompay::merchant::mobile_balance::{
    ApproveMobilePayment, InitMobilePayment, MobileOperator, MobilePaymentStatus, PayMobile, ResendMobileCode,
};
use freedompay::merchant::purchase::{CreatePayment, Language};
use freedompay::{Client, Merchant};
use freedompay_sandbox::Sandbox;

use crate::payer::Payer;
use crate::{code, merchant};

async fn init(client: &Client<Merchant>) -> (u64, String) {
    let init = InitMobilePayment::new("2500".parse().unwrap(), "Order 8841").language(Language::En);
    let opened = init.payment_method("mobile_commerce").send(client).await.unwrap();
    (opened.payment_id.unwrap(), opened.redirect_url.clone().unwrap())
}

async fn status(client: &Client<Merchant>, id: u64) -> String {
    let status = MobilePaymentStatus::new().payment_id(id).send(client).await.unwrap();
    status.payment_status.as_ref().unwrap().as_str().to_owned()
}

#[tokio::test]
async fn a_phone_is_charged_after_its_code() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (id, _) = init(&client).await;
    assert_eq!(code(ApproveMobilePayment::new(id, "111111").send(&client).await), "120");
    let charge =
        PayMobile::new(id, "77017777777").payment_system_code(MobileOperator::Kcell).send(&client).await.unwrap();
    assert_eq!(charge.status.as_ref().unwrap().as_str(), "need_approve");
    ResendMobileCode::new().send(&client).await.unwrap();
    assert_eq!(code(ApproveMobilePayment::new(id, "111112").send(&client).await), "11002");
    assert_eq!(status(&client, id).await, "process");
    let approved = ApproveMobilePayment::new(id, "111111").send(&client).await.unwrap();
    assert_eq!(approved.status.as_ref().unwrap().as_str(), "ok");
    assert_eq!(status(&client, id).await, "success");
    assert_eq!(code(PayMobile::new(id, "77017777777").send(&client).await), "120");
}

#[tokio::test]
async fn wrong_phones_and_codes_get_their_errors() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (id, _) = init(&client).await;
    assert_eq!(code(PayMobile::new(id, "12345").send(&client).await), "11004");
    let other = PayMobile::new(id, "77017777777").payment_system_code(MobileOperator::Altel);
    assert_eq!(code(other.send(&client).await), "11021");
    PayMobile::new(id, "77047777777").send(&client).await.unwrap();
    for expected in ["11002", "11002", "11007", "120"] {
        assert_eq!(code(ApproveMobilePayment::new(id, "000000").send(&client).await), expected);
    }
    assert_eq!(status(&client, id).await, "error");
}

#[tokio::test]
async fn the_page_charges_a_phone() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let (id, url) = init(&client).await;
    let mut payer = Payer::open(&url).await;
    // The merchant wants this method and no other.
    assert!(!payer.sees("Bank card"), "{}", payer.page);
    payer.submit(&[("phone", "12345")]).await;
    assert!(payer.sees("Enter the whole number"), "{}", payer.page);
    payer.submit(&[("phone", "8 (702) 777-77-77")]).await;
    assert!(payer.sees("A code was sent to +77027777777."), "{}", payer.page);
    payer.submit(&[("code", "000000")]).await;
    assert!(payer.sees("The code is wrong."), "{}", payer.page);
    payer.submit(&[("code", "111111")]).await;
    assert!(payer.sees("Payment successful"), "{}", payer.page);
    assert_eq!(status(&client, id).await, "success");
}

#[tokio::test]
async fn a_payer_changes_from_phone_to_card() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = merchant(&sandbox);
    let order = CreatePayment::new("2500.00".parse().unwrap(), "Order 8841").language(Language::En);
    let opened = order.send(&client).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    payer.get(&format!("{}&by=phone", payer.url)).await;
    payer.submit(&[("phone", "+7 703 777 77 77")]).await;
    assert!(payer.sees("A code was sent"), "{}", payer.page);
    payer.get(&format!("{}&by=card&again=1", opened.redirect_url.as_deref().unwrap())).await;
    payer.pay("4400444400004440").await;
    assert!(payer.sees("Оплата прошла") || payer.sees("Payment successful"), "{}", payer.page);
    let status = MobilePaymentStatus::new().payment_id(opened.payment_id.unwrap()).send(&client).await.unwrap();
    assert_eq!(status.payment_method.as_deref(), Some("bankcard"));
}
