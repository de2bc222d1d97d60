//! The payer's page of a payment.
//!
//! What it shows follows from the state of the payment alone, and every change ends in a redirect to it; so reloading,
//! going back and opening it twice are safe.

mod show;
mod submit;

use super::html::{Onward, Page, hand_over, is_web_address, see_other};
use super::posted::{Mistakes, Posted};
use super::texts::Language;
use crate::message::Incoming;
use crate::notices;
use crate::server::Reply;
use crate::state::State;
use crate::world::payment::Payment;

/// A look at a payment's page.
struct Visit<'a> {
    state: &'a State,
    payment: Payment,
    posted: Posted,
    language: Language,
    /// Before the addresses of forms and links: empty, unless the page is shown elsewhere.
    root: &'a str,
}

pub(crate) async fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let posted = Posted::of(incoming);
    let customer = posted.query("customer");
    let payment = state.world().payments.values().find(|payment| payment.page == customer).cloned();
    // Payouts and agreements have pages of the same address.
    let Some(payment) = payment else { return super::taker::serve(state, incoming, posted).await };
    let language = posted.language(&payment.language);
    let visit = Visit { state, payment, posted, language, root: "" };
    match incoming.method {
        "POST" => visit.submit().await,
        _ if visit.posted.query("go") == "back" => visit.back(),
        _ => visit.show(&Mistakes::default()),
    }
}

/// The page as the answer to a call, for a merchant who shows it on a page of its own.
pub(crate) fn first(state: &State, payment: &Payment) -> Reply {
    let incoming = Incoming { method: "GET", path: "", query: "", headers: Vec::new(), body: &[] };
    let language = Language::of(&payment.language);
    let payment = payment.clone();
    Visit { state, payment, posted: Posted::of(&incoming), language, root: &state.base_url }.show(&Mistakes::default())
}

/// The page of something that does not exist.
pub(crate) fn unknown(state: &State, language: Language) -> Reply {
    let texts = language.texts();
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n", texts.unknown_title, texts.unknown);
    let (title, name) = (texts.unknown_title, shop_name(state, language));
    let (onward, address) = (Onward::Here, "?customer=");
    Page { status: 404, language, title, name: &name, address, again: None, onward, then: None, body: &body }.reply()
}

/// The sandbox knows a shop by its number only.
pub(crate) fn shop_name(state: &State, language: Language) -> String {
    format!("{} {}", language.texts().shop, state.credentials.merchant_id)
}

impl Visit<'_> {
    /// Of this page; `lang` is added by whoever links to it.
    fn address(&self) -> String {
        let by = if self.is_by_phone() { "&by=phone" } else { "" };
        format!("{}/pay.html?customer={}{by}", self.root, self.payment.page)
    }

    /// Of this page in the language it is read in.
    fn address_here(&self) -> String {
        format!("{}&lang={}", self.address(), self.language.code())
    }

    /// Whether the payer pays with a phone's balance.
    fn is_by_phone(&self) -> bool {
        let is_chosen = match self.posted.query("by") {
            _ if self.payment.is_method_fixed => None,
            "phone" => Some(true),
            "card" => Some(false),
            _ => None,
        };
        is_chosen.unwrap_or(self.payment.method == "mobile_commerce")
    }

    /// Gives the browser back to the shop, with signed parameters.
    fn back(&self) -> Reply {
        let Some(letter) = notices::redirect_back(&self.payment) else { return self.show(&Mistakes::default()) };
        let salt = self.state.world().ids.token();
        let signed = match letter.sign(&salt, self.state.key_for(&letter)) {
            Ok(signed) if is_web_address(&letter.url) => signed,
            _ => return self.show(&Mistakes::default()),
        };
        if letter.http_method() == "GET" {
            return see_other(signed.get_url().as_str());
        }
        let encoded = freedompay_runtime::wire::form::encode(signed.message.root());
        let fields: Vec<_> = url::form_urlencoded::parse(encoded.as_bytes()).collect();
        let fields = fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
        let texts = self.language.texts();
        let body = format!(
            "<h1>{}</h1>\n<p>{}</p>\n{}",
            texts.back_to_shop,
            texts.returning,
            hand_over(signed.url.as_str(), fields, texts.back_to_shop)
        );
        self.page(texts.back_to_shop, Onward::Anywhere, None, &body)
    }

    fn page(&self, title: &str, onward: Onward, then: Option<&str>, body: &str) -> Reply {
        let (name, address) = (shop_name(self.state, self.language), self.address());
        let (language, name, address) = (self.language, &name, &address);
        Page { status: 200, language, title, name, address, again: None, onward, then, body }.reply()
    }
}
