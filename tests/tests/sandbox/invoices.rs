//! Invoices, agreements to be charged again, and applications for instalments.

use std::time::Duration;

use freedompay::merchant_invoice::installment::application::{
    ApplicationState, ApplicationStatus, ChangeApplicationStatus, CreateApplication, Goods, NextState,
};
use freedompay::merchant_invoice::invoice::change::{CancelInvoice, RefundInvoice};
use freedompay::merchant_invoice::invoice::create::{ChargeRecurringProfile, CreateInvoice, Device};
use freedompay::merchant_invoice::invoice::read::{InvoiceInfo, InvoiceStatus};
use freedompay::merchant_invoice::recurring_profile::{
    CancelRecurringProfile, CreateRecurringProfile, RecurringProfileInfo,
};
use freedompay::{Amount, Client, MerchantInvoice};
use freedompay_sandbox::{PayerError, Sandbox};

use crate::code;

const GOOD: &str = "4400444400004440";
const POOR: &str = "5548398681700148";

async fn start() -> (Sandbox, Client<MerchantInvoice>) {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let client = Client::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    (sandbox, client)
}

fn invoice() -> CreateInvoice {
    CreateInvoice::new().amount("12500.50".parse::<Amount>().unwrap()).currency("KZT").external_id("8841")
}

async fn status(client: &Client<MerchantInvoice>, id: &str) -> String {
    InvoiceStatus::new().id(id).send(client).await.unwrap().status.as_ref().unwrap().as_str().to_owned()
}

#[tokio::test]
async fn an_invoice_is_paid_on_its_page_and_refunded() {
    let (sandbox, client) = start().await;
    let created = invoice().send(&client).await.unwrap();
    let (id, url) = (created.id.clone().unwrap(), created.url.clone().unwrap());
    assert_eq!(status(&client, &id).await, "new");
    assert_eq!(code(RefundInvoice::new().id(&id).amount(Amount::from(1)).send(&client).await), "10034");

    // A card that does not work leaves it open.
    sandbox.enter_card(&url, &POOR.parse().unwrap()).await.unwrap();
    assert_eq!(status(&client, &id).await, "new");
    sandbox.enter_card(&url, &GOOD.parse().unwrap()).await.unwrap();
    assert_eq!(status(&client, &id).await, "success");
    let again = sandbox.enter_card(&url, &GOOD.parse().unwrap()).await;
    assert!(matches!(again, Err(PayerError::Refused { code: 120, .. })));
    assert_eq!(code(CancelInvoice::new().id(&id).send(&client).await), "120");

    let part = RefundInvoice::new().id(&id).amount(Amount::from(500)).send(&client).await.unwrap();
    assert_eq!(part.status.as_ref().unwrap().as_str(), "refunded");
    assert_eq!(status(&client, &id).await, "success");
    assert_eq!(code(RefundInvoice::new().id(&id).amount(Amount::from(12500)).send(&client).await), "10020");
    RefundInvoice::new().id(&id).amount("12000.50".parse::<Amount>().unwrap()).send(&client).await.unwrap();
    assert_eq!(status(&client, &id).await, "refunded");
    let info = InvoiceInfo::new().id(&id).send(&client).await.unwrap();
    let refunds: Vec<_> = info.refunds.iter().map(|refund| refund.amount.unwrap().to_string()).collect();
    assert_eq!((refunds, info.external_id.as_deref()), (vec!["500".to_owned(), "12000.50".to_owned()], Some("8841")));
}

#[tokio::test]
async fn an_open_invoice_is_cancelled_or_expires() {
    let (sandbox, client) = start().await;
    let created = invoice().device(Device::new().id("d1")).send(&client).await.unwrap();
    let id = created.id.clone().unwrap();
    let cancelled = CancelInvoice::new().id(&id).description("Sold out").send(&client).await.unwrap();
    assert_eq!(cancelled.status.as_ref().unwrap().as_str(), "canceled");
    assert_eq!(code(CancelInvoice::new().id(&id).send(&client).await), "120");
    assert!(sandbox.enter_card(created.url.as_ref().unwrap(), &GOOD.parse().unwrap()).await.is_err());
    let info = InvoiceInfo::new().id(&id).send(&client).await.unwrap();
    assert_eq!(info.device.as_ref().unwrap().id.as_deref(), Some("d1"));

    let short = invoice().expires_at("2026-01-01T01:00:00Z").send(&client).await.unwrap();
    sandbox.advance(Duration::from_secs(60 * 60)).await;
    let late = sandbox.enter_card(short.url.as_ref().unwrap(), &GOOD.parse().unwrap()).await;
    assert!(matches!(late, Err(PayerError::Refused { code: 10018, .. })));
    assert_eq!(code(InvoiceStatus::new().id("ieguf-hjdfv-1jhsksj").send(&client).await), "11068");
}

#[tokio::test]
async fn a_signed_agreement_is_charged_until_it_ends() {
    let (sandbox, client) = start().await;
    let create = || CreateRecurringProfile::new().invoice_type("binance").expires_at("2026-06-30");
    let made = create().external_id("SUB-1").send(&client).await.unwrap();
    let profile = made.profile_id.clone().unwrap();
    let charge = || ChargeRecurringProfile::new().profile_id(&profile).amount(Amount::from(1000)).currency("KZT");
    assert_eq!(code(charge().send(&client).await), "120");
    sandbox.enter_card(made.url.as_ref().unwrap(), &GOOD.parse().unwrap()).await.unwrap();
    let info = RecurringProfileInfo::new().external_id("SUB-1").send(&client).await.unwrap();
    assert_eq!(info.status.as_ref().unwrap().as_str(), "active");
    assert_eq!(info.expires_at.as_deref(), Some("2026-06-30"));
    let charged = charge().send(&client).await.unwrap();
    assert_eq!(charged.status.as_ref().unwrap().as_str(), "success");
    assert_eq!(status(&client, charged.invoice_id.as_ref().unwrap()).await, "success");

    sandbox.advance(Duration::from_secs(181 * 24 * 60 * 60)).await;
    assert_eq!(code(charge().send(&client).await), "365");
    CancelRecurringProfile::new().profile_id(&profile).send(&client).await.unwrap();
    assert_eq!(code(charge().send(&client).await), "120");
    assert_eq!(code(CancelRecurringProfile::new().profile_id(&profile).send(&client).await), "120");
    assert_eq!(code(RecurringProfileInfo::new().profile_id("none").send(&client).await), "11068");
}

#[tokio::test]
async fn an_application_has_the_total_of_its_goods_and_reaches_its_end() {
    let (_sandbox, client) = start().await;
    let goods = || Goods::new().name("Phone").price("750000.5".parse::<Amount>().unwrap()).quantity(2);
    let apply = |total: &str| {
        let application = CreateApplication::new().external_id("TGR1234").currency("UZS").goods(vec![goods()]);
        application.total_amount(total.parse::<Amount>().unwrap())
    };
    assert_eq!(code(apply("1500000").send(&client).await), "1001");
    let id = apply("1500001").send(&client).await.unwrap().id.unwrap();

    let status = |id: Option<freedompay::Uuid>, external: Option<&str>| {
        let mut query = ApplicationStatus::new();
        query.id = id;
        query.external_id = external.map(str::to_owned);
        query
    };
    assert_eq!(code(status(None, None).send(&client).await), "1001");
    assert_eq!(code(status(Some(id), Some("TGR1234")).send(&client).await), "1001");
    assert_eq!(code(status(None, Some("none")).send(&client).await), "1002");
    let change = |next: NextState| ChangeApplicationStatus::new().id(id).status(next);
    assert_eq!(code(change(NextState::Refund).send(&client).await), "1003");
    change(NextState::Delivered).send(&client).await.unwrap();
    assert_eq!(code(change(NextState::Canceled).send(&client).await), "1003");
    change(NextState::Refund).send(&client).await.unwrap();
    let found = status(None, Some("TGR1234")).send(&client).await.unwrap();
    assert_eq!(found.status, Some(ApplicationState::Refund));
}
