//! A payment from the shop's call to the payer's return, with the example's server as the shop: every signature is
//! verified on both sides.

#[path = "../../../api-defs/examples/merchant_server.rs"]
#[allow(dead_code)] // its `main`
mod example;

use freedompay::merchant::purchase::status::PaymentStatus;
use freedompay::merchant::purchase::{CreatePayment, NotifyMethod};
use freedompay_sandbox::{ReplyVerdict, Sandbox};

use crate::merchant;
use crate::payer::Payer;

struct Trade {
    sandbox: Sandbox,
    shop: String,
}

impl Trade {
    async fn open() -> Self {
        let sandbox = Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap();
        let router = example::router("sandbox-secret", "sandbox-payout-secret").unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shop = format!("http://{}/pay", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { sandbox, shop }
    }

    fn order(&self, amount: &str) -> CreatePayment {
        CreatePayment::new(amount.parse().unwrap(), "Order 8841")
            .order_id("8841")
            .currency("KZT")
            .result_url(format!("{}/result", self.shop))
            .success_url(format!("{}/back?from=success", self.shop))
            .failure_url(format!("{}/back", self.shop))
            .param1("kept & signed")
    }

    async fn payer(&self, order: CreatePayment) -> (Payer, u64) {
        let opened = order.send(&merchant(&self.sandbox)).await.unwrap();
        (Payer::open(opened.redirect_url.as_deref().unwrap()).await, opened.payment_id.unwrap())
    }

    fn verdicts(&self) -> Vec<(String, ReplyVerdict)> {
        let kind = |kind: &str| kind.rsplit('.').next().unwrap().to_owned();
        self.sandbox.callbacks().into_iter().map(|callback| (kind(&callback.kind), callback.verdict)).collect()
    }

    async fn status(&self, id: u64) -> String {
        let status = PaymentStatus::new().payment_id(id).send(&merchant(&self.sandbox)).await.unwrap();
        status.payment_status.as_ref().unwrap().as_str().to_owned()
    }
}

fn ok(kind: &str) -> (String, ReplyVerdict) {
    (kind.to_owned(), ReplyVerdict::Ok)
}

fn rejected(kind: &str, description: &str) -> (String, ReplyVerdict) {
    (kind.to_owned(), ReplyVerdict::Rejected { description: description.to_owned() })
}

#[tokio::test]
async fn a_payer_returns_to_a_shop_that_already_has_the_result() {
    let trade = Trade::open().await;
    let order = trade.order("2500.00").check_url(format!("{}/check", trade.shop));
    let (mut payer, id) = trade.payer(order).await;
    payer.pay("4400 4444 0000 4440").await;
    assert!(payer.sees("Оплата прошла"), "{}", payer.page);
    assert_eq!(trade.verdicts(), [ok("check_request"), ok("result_notify")]);
    payer.go_on().await;
    // The shop's page: it responds with 403 to a redirect whose signature is wrong.
    assert_eq!((payer.status, payer.url.path()), (200, "/pay/back"));
    assert!(payer.sees("Thank you, your order is paid"), "{}", payer.page);
    let query: Vec<_> = payer.url.query_pairs().into_owned().collect();
    for expected in [("from", "success"), ("pg_order_id", "8841"), ("pg_param1", "kept & signed")] {
        assert!(query.contains(&(expected.0.to_owned(), expected.1.to_owned())), "{query:?}");
    }
    assert_eq!(trade.status(id).await, "success");
}

#[tokio::test]
async fn two_windows_do_not_pay_twice() {
    let trade = Trade::open().await;
    let order = trade.order("2500.00").check_url(format!("{}/check", trade.shop));
    let (mut payer, id) = trade.payer(order).await;
    let mut second = Payer::open(payer.url.as_str()).await;
    tokio::join!(payer.pay("4400444400004440"), second.pay("4400444400004440"));
    trade.sandbox.run_until_idle().await;
    for window in [&mut payer, &mut second] {
        window.get(window.url.clone().as_str()).await;
        assert!(window.sees("Оплата прошла"), "{}", window.page);
    }
    assert_eq!(trade.verdicts().iter().filter(|(kind, _)| kind == "result_notify").count(), 1);
    assert_eq!(trade.status(id).await, "success");
}

#[tokio::test]
async fn a_forged_return_is_refused() {
    let trade = Trade::open().await;
    let (mut payer, _) = trade.payer(trade.order("2500.00")).await;
    payer.pay("4400444400004440").await;
    payer.go_on().await;
    assert_eq!(payer.status, 200);
    let forged = payer.url.to_string().replace("8841", "8842");
    payer.get(&forged).await;
    assert_eq!(payer.status, 403);
}

#[tokio::test]
async fn a_payer_confirms_at_the_bank_and_is_posted_back() {
    let trade = Trade::open().await;
    let (mut payer, id) = trade.payer(trade.order("2500.00").success_url_method(NotifyMethod::Post)).await;
    payer.pay("4916307416334310").await;
    assert!(payer.policy.contains("form-action http: https:"));
    payer.go_on().await;
    assert_eq!(payer.url.path(), "/acs");
    assert!(payer.sees("2\u{a0}500,00\u{a0}KZT") && payer.sees("4916-30XX-XXXX-4310"), "{}", payer.page);
    payer.confirm("111111").await;
    // By MD and PaRes to the sandbox's own page.
    payer.go_on().await;
    assert!(payer.sees("Оплата прошла"), "{}", payer.page);
    assert_eq!(trade.status(id).await, "success");
    // From the outcome to a form, and by that to the shop.
    payer.go_on().await;
    assert!(payer.form().fields.iter().any(|(name, _)| name == "pg_sig"));
    payer.go_on().await;
    assert_eq!((payer.status, payer.url.path()), (200, "/pay/back"));
    assert!(payer.sees("Thank you, your order is paid"), "{}", payer.page);
}

#[tokio::test]
async fn a_wrong_amount_is_refused_before_money_is_taken() {
    let trade = Trade::open().await;
    let order = trade.order("2400.00").check_url(format!("{}/check", trade.shop));
    let (mut payer, id) = trade.payer(order).await;
    payer.pay("4400444400004440").await;
    assert!(payer.sees("Оплата не прошла") && payer.sees("The amount is another"), "{}", payer.page);
    assert_eq!(trade.verdicts(), [rejected("check_request", "The amount is another"), ok("result_notify")]);
    payer.go_on().await;
    assert_eq!((payer.status, payer.url.path()), (200, "/pay/back"));
    assert!(payer.url.query().unwrap().contains("pg_error_description=The+amount+is+another"));
    assert!(payer.sees("Your order is not paid yet"), "{}", payer.page);
    assert_eq!(trade.status(id).await, "error");
}

#[tokio::test]
async fn a_rejected_result_withdraws_the_payment_before_the_payer_returns() {
    let trade = Trade::open().await;
    // Nobody is asked before, so the shop refuses afterwards.
    let (mut payer, id) = trade.payer(trade.order("2400.00")).await;
    payer.pay("4400444400004440").await;
    let why = "This order cannot be paid like that";
    assert!(payer.sees("Оплата не прошла") && payer.sees(why), "{}", payer.page);
    assert_eq!(trade.verdicts(), [rejected("result_notify", why)]);
    payer.go_on().await;
    assert!(payer.sees("Your order is not paid yet"), "{}", payer.page);
    assert_eq!(trade.status(id).await, "error");
}

#[tokio::test]
async fn a_declined_card_can_be_replaced() {
    let trade = Trade::open().await;
    let (mut payer, _) = trade.payer(trade.order("2500.00")).await;
    payer.pay("4400444400004443").await;
    assert!(payer.sees("На карте недостаточно средств.") && payer.sees("10009"), "{}", payer.page);
    payer.pay("4400444400004440").await;
    assert!(payer.sees("Оплата прошла"), "{}", payer.page);
    assert_eq!(trade.verdicts(), [ok("result_notify"), ok("result_notify")]);
}
