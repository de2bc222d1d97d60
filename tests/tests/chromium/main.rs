//! The payer's pages in a real browser. Without one these tests are reported as ignored, with the reason.
//!
//! `SCREENSHOTS=folder` keeps pictures of the pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod driver;

use std::process::ExitCode;

use base64::Engine as _;
use driver::{Browser, ENTER, SPACE, TAB};
use freedompay::merchant::purchase::card_token::TokenizeCard;
use freedompay::merchant::purchase::{CreatePayment, Language};
use freedompay::{Client, Merchant};
use freedompay_sandbox::Sandbox;
use freedompay_test_support::harness::{self, Missing};

/// Returns the violations of the rules for every page.
const RULES: &str = r#"
const wrong = [];
if (!document.documentElement.lang) wrong.push("no language");
if (!document.title) wrong.push("no title");
if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
if (!document.querySelector("main")) wrong.push("no main");
for (const input of document.querySelectorAll("input:not([type=hidden])")) {
  if (!input.labels.length) wrong.push("no label: " + input.name);
  for (const id of (input.getAttribute("aria-describedby") || "").split(" "))
    if (id && !document.getElementById(id)) wrong.push("described by nothing: " + id);
}
for (const button of document.querySelectorAll("a, button"))
  if (!button.innerText.trim() || button.getBoundingClientRect().height < 24) wrong.push("small: " + button.outerHTML);
if (document.documentElement.scrollWidth > document.documentElement.clientWidth) wrong.push("scrolls sideways: " + document.documentElement.scrollWidth);
const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
if (new Set(ids).size !== ids.length) wrong.push("an id twice");
const light = color => {
  const [r, g, b] = color.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const ground = element => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (!color.startsWith("rgba(0, 0, 0, 0")) return color;
  }
  return "rgb(255, 255, 255)";
};
for (const element of document.querySelectorAll("p, a, button, label, h1, h2, dt, dd, summary, .hint, .wrong, strong, small")) {
  if (!element.innerText.trim()) continue;
  const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
  const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (contrast < 4.5) wrong.push("contrast " + contrast.toFixed(2) + ": " + element.innerText);
}
return wrong;
"#;

struct Visitor {
    sandbox: Sandbox,
    browser: Browser,
}

impl Visitor {
    async fn start() -> Result<Self, Missing> {
        let browser = Browser::start().await?;
        browser.size(500, 1000).await;
        Ok(Self { sandbox: Sandbox::start().await.unwrap(), browser })
    }

    fn client(&self) -> Client<Merchant> {
        Client::builder(self.sandbox.pg_credentials()).base_url(&self.sandbox.url()).build().unwrap()
    }

    async fn order(&self, language: Language) {
        let order = CreatePayment::new("2500.00".parse().unwrap(), "Keyboard and mouse").order_id("8841").user_id("u1");
        let opened = order.currency("KZT").language(language).send(&self.client()).await.unwrap();
        self.browser.open(opened.redirect_url.as_deref().unwrap()).await;
    }

    async fn enter_card(&self, number: &str) {
        for (name, text) in [("number", number), ("expiry", "1230"), ("cvc", "123"), ("holder", "John Doe")] {
            self.browser.fill(&format!("[name={name}]"), text).await;
        }
    }

    /// Asserts that the page keeps the rules, wide and narrow, light and dark, and that the console is empty.
    async fn keeps_the_rules(&self, name: &str) {
        for scheme in ["light", "dark"] {
            let feature = serde_json::json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            self.browser.devtools("Emulation.setEmulatedMedia", feature).await;
            for width in [320, 500, 1280] {
                self.browser.size(width, 1000).await;
                let wrong = self.browser.run(RULES).await;
                assert_eq!(wrong, serde_json::json!([]), "{name}, {scheme}, {width}");
                self.picture(&format!("{name}-{scheme}-{width}")).await;
            }
        }
        self.browser.size(500, 1000).await;
        assert_eq!(self.browser.complaints().await, Vec::<String>::new(), "{name}");
    }

    async fn picture(&self, name: &str) {
        let Ok(folder) = std::env::var("SCREENSHOTS") else { return };
        let picture = self.browser.devtools("Page.captureScreenshot", serde_json::json!({})).await;
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        std::fs::write(format!("{folder}/{name}.png"), bytes).unwrap();
    }
}

async fn a_payment_by_card_succeeds(visitor: Visitor) {
    for (language, pay, paid) in [
        (Language::En, "Pay 2,500.00\u{a0}KZT", "Payment successful"),
        (Language::Kk, "2\u{a0}500,00\u{a0}KZT төлеу", "Төлем өтті"),
        (Language::Ru, "Оплатить 2\u{a0}500,00\u{a0}KZT", "Оплата прошла"),
    ] {
        let name = language.as_str().to_owned();
        visitor.order(language).await;
        visitor.browser.sees(pay).await;
        visitor.keeps_the_rules(&format!("pay-{name}")).await;
        visitor.enter_card("4400444400004440").await;
        let typed = visitor
            .browser
            .run("return [...document.querySelectorAll('[name=number], [name=expiry]')].map(i => i.value)")
            .await;
        assert_eq!(typed, serde_json::json!(["4400 4444 0000 4440", "12/30"]));
        visitor.browser.click(".go").await;
        visitor.browser.sees(paid).await;
        visitor.keeps_the_rules(&format!("paid-{name}")).await;
        // A reload and a step back change nothing.
        visitor.browser.post("/refresh", serde_json::json!({})).await;
        visitor.browser.sees(paid).await;
        visitor.browser.post("/back", serde_json::json!({})).await;
        visitor.browser.sees(paid).await;
    }
}

async fn the_bank_confirms_and_a_declined_card_can_be_replaced(visitor: Visitor) {
    let browser = &visitor.browser;
    visitor.order(Language::En).await;
    visitor.enter_card("4400444400004443").await;
    browser.click(".go").await;
    browser.sees("There is not enough money on the card.").await;
    visitor.keeps_the_rules("failed").await;
    visitor.enter_card("4916307416334310").await;
    browser.click(".go").await;
    browser.sees("Enter the code that your bank has sent you").await;
    visitor.keeps_the_rules("bank").await;
    browser.fill("[name=code]", "000000").await;
    browser.click(".go").await;
    browser.sees("The bank did not confirm the payment").await;
    visitor.enter_card("4916307416334310").await;
    browser.click(".go").await;
    browser.sees("Enter the code that your bank has sent you").await;
    browser.fill("[name=code]", "111111").await;
    browser.click(".go").await;
    browser.sees("Payment successful").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

async fn a_payment_needs_only_the_keyboard(visitor: Visitor) {
    let browser = &visitor.browser;
    visitor.order(Language::En).await;
    // The first field has the focus, visibly.
    let shape =
        "const s = getComputedStyle(document.activeElement); return [document.activeElement.name, s.outlineStyle]";
    assert_eq!(browser.run(shape).await, serde_json::json!(["number", "solid"]));
    browser.press(&format!("44004444000044401{ENTER}")).await;
    // The first invalid field has the focus, and its error is shown.
    browser.sees("Check the card number").await;
    assert_eq!(browser.run(shape).await, serde_json::json!(["number", "solid"]));
    visitor.keeps_the_rules("mistakes").await;
    browser.press(&format!("4400444400004440{TAB}1230{TAB}123{TAB}John Doe{TAB}")).await;
    assert_eq!(browser.run("return document.activeElement.className").await, "go");
    browser.press(&SPACE.to_string()).await;
    browser.sees("Payment successful").await;
}

async fn a_payment_by_phone_succeeds(visitor: Visitor) {
    let browser = &visitor.browser;
    visitor.order(Language::Kk).await;
    browser.click(".ways a:nth-child(2)").await;
    browser.sees("Сынақ нөмірлері").await;
    visitor.keeps_the_rules("phone").await;
    browser.fill("[name=phone]", "+7 701 777 77 77").await;
    browser.click(".go").await;
    browser.sees("Код +77017777777 нөміріне жіберілді.").await;
    visitor.keeps_the_rules("code").await;
    browser.click("[action] .quiet").await;
    browser.sees("Код қайта жіберілді.").await;
    browser.fill("[name=code]", "111111").await;
    browser.click(".go").await;
    browser.sees("Төлем өтті").await;
}

async fn a_saved_card_can_be_chosen(visitor: Visitor) {
    let browser = &visitor.browser;
    let back = format!("{}/_sandbox/requests", visitor.sandbox.url());
    let opened = TokenizeCard::new("u1", back).send(&visitor.client()).await.unwrap();
    browser.open(opened.redirect_url.as_deref().unwrap()).await;
    visitor.enter_card("4400444400004440").await;
    visitor.keeps_the_rules("save").await;
    browser.click(".go").await;
    browser.sees("Карта сохранена").await;
    // The page continues to `back_link` by itself.
    browser.sees("merchant.purchase.card_token.tokenize_card").await;
    // That page is not a payer's page.
    browser.complaints().await;
    visitor.order(Language::En).await;
    browser.sees("4400-44XX-XXXX-4440").await;
    visitor.keeps_the_rules("saved").await;
    let is_hidden = "return document.querySelector('[data-typed]').hidden";
    assert_eq!(browser.run(is_hidden).await, true);
    browser.click("[value=new]").await;
    assert_eq!(browser.run(is_hidden).await, false);
    browser.click("[name=saved]").await;
    browser.fill("[name=cvc]", "123").await;
    browser.click(".go").await;
    browser.sees("Payment successful").await;
}

macro_rules! trials {
    ($($name:ident),* $(,)?) => {
        vec![$(harness::trial(stringify!($name), || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                $name(Visitor::start().await?).await;
                Ok(())
            })
        })),*]
    };
}

fn main() -> ExitCode {
    harness::run(trials![
        a_payment_by_card_succeeds,
        the_bank_confirms_and_a_declined_card_can_be_replaced,
        a_payment_needs_only_the_keyboard,
        a_payment_by_phone_succeeds,
        a_saved_card_can_be_chosen,
    ])
}
