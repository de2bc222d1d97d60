//! The payer's page of a payment.
//!
//! The page depends on the state of the payment alone, and every change redirects to it; so reloading, going back and
//! opening it twice are safe.

mod show;
mod submit;

use super::form_data::{FormData, FormErrors};
use super::html::{Navigation, Page, hand_over, is_web_address, see_other};
use super::shop::shop_name;
use super::texts::Language;
use crate::callbacks::outgoing;
use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::state::State;
use crate::world::payment::Payment;

/// A request for a payment's page.
struct Visit<'a> {
    state: &'a State,
    payment: Payment,
    data: FormData,
    language: Language,
    /// Prefix of the addresses of forms and links: empty, unless another site shows the page.
    root: &'a str,
}

/// Serves the page and the form on it.
pub(crate) async fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let data = FormData::of(incoming);
    let customer = data.query("customer");
    let payment = state.world().payments.values().find(|payment| payment.page == customer).cloned();
    // Payouts and agreements have pages under the same path.
    let Some(payment) = payment else { return super::card_entry::serve(state, incoming, data).await };
    let language = data.language(&payment.language);
    let visit = Visit { state, payment, data, language, root: "" };
    match incoming.method {
        "POST" => visit.submit().await,
        _ if visit.data.query("go") == "back" => visit.back(),
        _ => visit.show(&FormErrors::default()),
    }
}

/// Renders the page as the response to a call, for a merchant that shows it on its own site.
pub(crate) fn initial(state: &State, payment: &Payment) -> Reply {
    let incoming = Incoming { method: "GET", path: "", query: "", headers: Vec::new(), body: &[] };
    let language = Language::of(&payment.language);
    let payment = payment.clone();
    Visit { state, payment, data: FormData::of(&incoming), language, root: &state.base_url }
        .show(&FormErrors::default())
}

impl Visit<'_> {
    /// Returns the address of this page without its language.
    fn address(&self) -> String {
        let by = if self.is_by_phone() { "&by=phone" } else { "" };
        format!("{}/pay.html?customer={}{by}", self.root, self.payment.page)
    }

    /// Returns the address of this page in its current language.
    fn address_here(&self) -> String {
        format!("{}&lang={}", self.address(), self.language.code())
    }

    /// Returns whether the payer pays with a phone's balance.
    fn is_by_phone(&self) -> bool {
        let is_chosen = match self.data.query("by") {
            _ if self.payment.is_method_fixed => None,
            "phone" => Some(true),
            "card" => Some(false),
            _ => None,
        };
        is_chosen.unwrap_or(self.payment.method == "mobile_commerce")
    }

    /// Sends the browser back to the shop, with signed parameters.
    fn back(&self) -> Reply {
        let Some(callback) = outgoing::redirect_back(&self.payment) else { return self.show(&FormErrors::default()) };
        let salt = self.state.world().ids.token();
        let signed = match callback.sign(&salt, self.state.key_for(&callback)) {
            Ok(signed) if is_web_address(&callback.url) => signed,
            _ => return self.show(&FormErrors::default()),
        };
        if callback.http_method() == "GET" {
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
        self.page(texts.back_to_shop, Navigation::Anywhere, None, &body)
    }

    fn page(&self, title: &str, navigation: Navigation, then: Option<&str>, body: &str) -> Reply {
        let (name, address) = (shop_name(self.state, self.language), self.address());
        let (language, name, address) = (self.language, &name, &address);
        Page { status: 200, language, title, name, address, again: None, navigation, then, body }.reply()
    }
}
