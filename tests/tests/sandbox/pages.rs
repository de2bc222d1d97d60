//! The payer's page at its edges, and the bank's page for merchants with screens of their own.

use std::time::Duration;

use freedompay::card_data::Expiry;
use freedompay::gateway::card::{AddCard, CompleteCardAddition, ListCards, SavedCard};
use freedompay::gateway::purchase::card::CompleteThreeDs;
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::gateway::three_ds::Challenge;
use freedompay::merchant::payout::CreatePayout;
use freedompay::merchant::purchase::any_amount::CreateAnyAmountPayment;
use freedompay::merchant::purchase::{CreatePayment, Language};
use freedompay::three_ds::AcsReturn;
use freedompay_sandbox::Sandbox;

use crate::payer::{Form, Payer};
use crate::payments::payment;
use crate::{code, gateway, merchant};

const TERM_URL: &str = "https://shop.example/3ds/8841?a=1&b=2";

fn order() -> CreatePayment {
    CreatePayment::new("2500.00".parse().unwrap(), "Order 8841").order_id("8841")
}

async fn open(sandbox: &Sandbox, order: CreatePayment) -> Payer {
    let opened = order.send(&merchant(sandbox)).await.unwrap();
    Payer::open(opened.redirect_url.as_deref().unwrap()).await
}

fn acs_return(form: &Form) -> AcsReturn {
    let value = |wanted: &str| form.fields.iter().find(|(name, _)| name == wanted).unwrap().1.clone();
    AcsReturn::new(value("MD"), value("PaRes")).unwrap()
}

/// Submits a challenge like the merchant's page; returns the form posted to `TermUrl`.
async fn at_the_bank(challenge: &Challenge, code: &str) -> AcsReturn {
    let form = challenge.form(TERM_URL).unwrap();
    let fields: Vec<_> = form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut payer = Payer::open(form.action()).await;
    payer.post(form.action(), &fields).await;
    payer.confirm(code).await;
    assert_eq!(payer.form().action, TERM_URL);
    acs_return(&payer.form())
}

#[tokio::test]
async fn a_payment_by_card_is_completed_after_the_banks_page() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let asks = payment("8841", "4916307416334310").send(&client).await.unwrap();
    let challenge = Challenge::of_payment(&asks).unwrap().unwrap();
    let back = at_the_bank(&challenge, "111111").await;
    let paid = CompleteThreeDs::from_return(challenge.payment_id(), &back).send(&client).await.unwrap();
    assert_eq!(paid.status.as_ref().unwrap().as_str(), "ok");

    for wrong in ["111112", ""] {
        let asks = payment("8841", "4916307416334310").send(&client).await.unwrap();
        let challenge = Challenge::of_payment(&asks).unwrap().unwrap();
        let back = at_the_bank(&challenge, wrong).await;
        assert_eq!(code(CompleteThreeDs::from_return(challenge.payment_id(), &back).send(&client).await), "10004");
    }
}

#[tokio::test]
async fn a_card_is_saved_after_the_banks_page() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let expiry: Expiry = "12/30".parse().unwrap();
    let (cvc, owner) = ("123".parse().unwrap(), "John Doe".parse().unwrap());
    let add =
        AddCard::new("u1", cvc, expiry.year(), expiry.month(), owner).card_pan("4916307416334310".parse().unwrap());
    let asks = add.send(&client).await.unwrap();
    let challenge = Challenge::of_card(&asks).unwrap().unwrap();
    let back = at_the_bank(&challenge, "111111").await;
    let saved = CompleteCardAddition::from_return(challenge.payment_id(), &back).send(&client).await.unwrap();
    assert!(saved.card_token.is_some());
}

#[tokio::test]
async fn a_card_is_saved_with_the_payment_that_succeeds() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = gateway(&sandbox);
    let with = |card: &str| payment("8841", card).user_id("u1").save_card(true);
    let cards = async || -> Vec<SavedCard> { ListCards::new("u1").send(&client).await.unwrap().into_inner().card };

    assert_eq!(code(with("4400444400004443").send(&client).await), "10009");
    let asks = with("4916307416334310").send(&client).await.unwrap();
    assert!(asks.card_token.is_none());
    let challenge = Challenge::of_payment(&asks).unwrap().unwrap();
    let back = at_the_bank(&challenge, "0").await;
    assert_eq!(code(CompleteThreeDs::from_return(challenge.payment_id(), &back).send(&client).await), "10004");
    assert!(cards().await.is_empty());

    let asks = with("4916307416334310").send(&client).await.unwrap();
    let challenge = Challenge::of_payment(&asks).unwrap().unwrap();
    let back = at_the_bank(&challenge, "111111").await;
    let paid = CompleteThreeDs::from_return(challenge.payment_id(), &back).send(&client).await.unwrap();
    let token = paid.card_token.as_ref().unwrap().expose_secret();
    let status = PaymentStatus::new().payment_id(challenge.payment_id()).send(&client).await.unwrap();
    assert_eq!(status.card_token.as_ref().unwrap().expose_secret(), token);
    let saved = cards().await;
    assert_eq!(saved[0].pg_card_token.as_ref().unwrap().expose_secret(), token);
}

#[tokio::test]
async fn the_page_of_the_bank_accepts_only_known_payments_and_web_targets() {
    let sandbox = Sandbox::start().await.unwrap();
    let payer = Payer::open(&format!("{}/acs?md=none", sandbox.url())).await;
    assert_eq!(payer.status, 404);
    // Without TermUrl there is nowhere to go, and `javascript:` is nowhere, too.
    for term_url in ["", "javascript:alert(1)"] {
        let asks = payment("8841", "4916307416334310").send(&gateway(&sandbox)).await.unwrap();
        let challenge = Challenge::of_payment(&asks).unwrap().unwrap();
        let mut payer = Payer::open(challenge.acs_url()).await;
        payer.submit(&[("code", "111111"), ("answer", "ok"), ("TermUrl", term_url)]).await;
        assert!(payer.sees("Подтверждено") && !payer.page.contains("data-onward>"), "{}", payer.page);
        assert!(!payer.page.contains("javascript:"), "{}", payer.page);
    }
}

#[tokio::test]
async fn the_page_uses_the_requested_language() {
    let sandbox = Sandbox::start().await.unwrap();
    for (language, lang, title) in [
        (Language::Ru, "ru", "Оплата заказа"),
        (Language::Kk, "kk", "Тапсырысты төлеу"),
        (Language::Kz, "kk", "Тапсырысты төлеу"),
        (Language::En, "en", "Pay for your order"),
        (Language::Uz, "ru", "Оплата заказа"),
    ] {
        let mut payer = open(&sandbox, order().language(language)).await;
        assert!(payer.page.contains(&format!("<html lang=\"{lang}\">")) && payer.sees(title), "{}", payer.page);
        // The payer may switch, and keeps it.
        payer.get(&format!("{}&lang=en", payer.url)).await;
        payer.pay("4400444400004443").await;
        assert!(payer.sees("There is not enough money on the card."), "{}", payer.page);
    }
}

#[tokio::test]
async fn texts_of_the_merchant_are_shown_and_not_executed() {
    let sandbox = Sandbox::start().await.unwrap();
    let evil = "<script>alert(1)</script>\"'><img src=x>&amp;";
    let mut order = CreatePayment::new("2500.00".parse().unwrap(), evil).order_id("<b>\"8841'</b>");
    order.success_url = Some("javascript:alert(1)".to_owned());
    let mut payer = open(&sandbox, order).await;
    assert!(payer.page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x&gt;&amp;amp;"));
    assert!(!payer.page.contains("<b>") && !payer.page.contains("<img"), "{}", payer.page);
    assert!(payer.policy.starts_with("default-src 'none'; style-src 'sha256-"), "{}", payer.policy);
    assert!(payer.policy.ends_with("form-action 'self'") && !payer.policy.contains("unsafe"), "{}", payer.policy);
    payer.get(&format!("{}&lang=%22%3E%3Cscript%3E&by=%22", payer.url)).await;
    assert_eq!(payer.page.matches("<script>").count(), 1);
    payer.pay("4400444400004440").await;
    payer.go_on().await;
    // A web page sends nobody to `javascript:`.
    assert!(payer.sees("Оплата прошла"), "{}", payer.page);
}

#[tokio::test]
async fn a_mistake_is_named_at_its_field_and_card_data_is_not_written_back() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut payer = open(&sandbox, order().language(Language::En)).await;
    let typed = [("number", "4400444400004448"), ("expiry", "13/30"), ("cvc", "98"), ("holder", "Иван")];
    payer.submit(&typed).await;
    for name in ["number", "expiry", "cvc", "holder"] {
        let input = format!("aria-describedby=\"{name}-wrong");
        assert!(payer.page.contains(&input), "{name}: {}", payer.page);
    }
    assert_eq!(payer.page.matches(" autofocus").count(), 1);
    assert!(payer.sees("Иван") && !payer.sees("4400444400004448") && !payer.sees("\"98\""), "{}", payer.page);
    payer.submit(&[("number", "4400444400004440"), ("expiry", "12/20"), ("cvc", "123"), ("holder", "John Doe")]).await;
    assert!(payer.sees("The card has expired."), "{}", payer.page);
    assert!(sandbox.callbacks().is_empty());
}

#[tokio::test]
async fn an_open_amount_is_entered_within_its_bounds() {
    let sandbox = Sandbox::start().await.unwrap();
    let order =
        CreateAnyAmountPayment::new("Ticket").order_id("8841").amount_interval_from(100).amount_interval_to(900);
    let opened = order.currency("KZT").language(Language::En).send(&merchant(&sandbox)).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    assert!(payer.sees("From 100\u{a0}KZT to 900\u{a0}KZT"), "{}", payer.page);
    let card = [("number", "4400444400004440"), ("expiry", "12/30"), ("cvc", "123"), ("holder", "John Doe")];
    for wrong in ["", "99.99", "900.01", "-500", "500.001", "1e2", "much"] {
        payer.submit(&[&card[..], &[("amount", wrong)]].concat()).await;
        assert!(payer.sees("Check the amount."), "{wrong}: {}", payer.page);
    }
    payer.submit(&[&card[..], &[("amount", "500,50")]].concat()).await;
    assert!(payer.sees("Payment successful") && payer.sees("500.50\u{a0}KZT"), "{}", payer.page);
}

#[tokio::test]
async fn a_finished_page_reports_its_end() {
    let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
    let unknown = Payer::open(&format!("{}/pay.html?customer=none", sandbox.url())).await;
    assert!(unknown.status == 404 && unknown.sees("Страница не найдена"));

    let url = "https://shop.example/result";
    let mut late = open(&sandbox, order().lifetime(300).failure_url(url)).await;
    let mut twice = open(&sandbox, order()).await;
    let form = twice.form();
    twice.pay("4400444400004440").await;
    assert!(twice.sees("Оплата прошла"), "{}", twice.page);
    // A second window still shows the form. The shop has no URL to continue to.
    let card = [("number", "4400444400004443"), ("expiry", "12/30"), ("cvc", "123"), ("holder", "John Doe")];
    let again: Vec<_> = card.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    twice.post(&form.action, &[form.fields, again].concat()).await;
    assert!(twice.sees("Оплата прошла") && !twice.page.contains("refresh"), "{}", twice.page);

    sandbox.advance(Duration::from_secs(300)).await;
    late.pay("4400444400004440").await;
    assert!(late.sees("Время на оплату истекло"), "{}", late.page);
    assert!(late.page.contains("go=back"), "{}", late.page);
}

#[tokio::test]
async fn a_recipient_enters_the_card_of_a_payout() {
    let sandbox = Sandbox::start().await.unwrap();
    let back = format!("{}/_sandbox/requests", sandbox.url());
    let limit = "2099-12-31 12:00:00";
    let amount = "1000".parse().unwrap();
    let payout = CreatePayout::new("8841", amount, "Your prize", limit, back, "http://127.0.0.1:9/post");
    let opened = payout.send(&merchant(&sandbox)).await.unwrap();
    let mut payer = Payer::open(opened.redirect_url.as_deref().unwrap()).await;
    assert!(payer.sees("Получение денег") && payer.sees("Your prize") && !payer.page.contains("cvc"), "{}", payer.page);
    payer.submit(&[("number", "1")]).await;
    assert!(payer.sees("Проверьте номер карты"), "{}", payer.page);
    payer.submit(&[("number", "4671593866478252"), ("expiry", "12/30"), ("holder", "John Doe")]).await;
    assert!(payer.sees("Деньги отправлены"), "{}", payer.page);
    payer.go_on().await;
    assert_eq!(payer.url.path(), "/_sandbox/requests");
}
