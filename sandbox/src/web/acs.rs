//! The page of the payer's bank: asks for a code and sends the browser back with `PaRes`.
//!
//! The code is that of the documentation's test phones; no source has one for 3-D Secure.

use super::fields;
use super::form_data::{FormData, FormErrors};
use super::html::{Escaped, Navigation, Page, hand_over, hidden, mark};
use super::texts::Language;
use crate::calls::mobile::CODE;
use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::state::State;
use crate::world::World;
use crate::world::payment::PaymentState;
use crate::world::transfer::TransferState;

/// What the payer confirms.
struct Challenge {
    language: String,
    amount: Option<(freedompay::Amount, String)>,
    card: String,
}

/// Serves the page and the form on it.
pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let data = FormData::of(incoming);
    // Merchants' pages post `MD`, which may be empty, and `PaReq`; a link has `md`.
    let names = [data.query("md"), data.field("MD"), data.field("PaReq")];
    let md = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let Some(challenge) = find(&state.world(), md) else { return unknown(data.language("")) };
    let visit = Visit { data: &data, md, language: data.language(&challenge.language) };
    let passed = match data.field("answer") {
        "" => return visit.ask(&challenge),
        answer => answer == "ok" && data.field("code") == CODE,
    };
    match state.answer_challenge(md, passed) {
        Some(pares) => visit.back(&pares, passed),
        None => unknown(visit.language),
    }
}

fn find(world: &World, md: &str) -> Option<Challenge> {
    let is_it = |state: &PaymentState| matches!(state, PaymentState::Challenge { md: own, .. } if own == md);
    if let Some(payment) = world.payments.values().find(|payment| is_it(&payment.state)) {
        return Some(Challenge {
            language: payment.language.clone(),
            amount: Some((payment.amount, payment.currency.clone())),
            card: payment.card.as_ref().map(|card| card.masked.clone()).unwrap_or_default(),
        });
    }
    let is_asked = |state: &TransferState| matches!(state, TransferState::Challenge { md: own, .. } if own == md);
    if let Some(transfer) = world.transfers.values().find(|transfer| is_asked(&transfer.state)) {
        return Some(Challenge {
            language: String::new(),
            amount: Some((transfer.amount, transfer.currency.clone())),
            card: transfer.sender.as_ref().map(|card| card.masked.clone()).unwrap_or_default(),
        });
    }
    let waiting = world.card_challenges.iter().find(|waiting| waiting.md == md)?;
    Some(Challenge { language: String::new(), amount: None, card: waiting.card.masked.clone() })
}

struct Visit<'a> {
    data: &'a FormData,
    md: &'a str,
    language: Language,
}

impl Visit<'_> {
    fn page(&self, title: &str, navigation: Navigation, again: Option<&str>, body: &str) -> Reply {
        let page = Page {
            status: 200,
            language: self.language,
            title,
            name: self.language.texts().acs_bank,
            address: &format!(
                "/acs?md={}",
                url::form_urlencoded::byte_serialize(self.md.as_bytes()).collect::<String>()
            ),
            again,
            navigation,
            then: None,
            body,
        };
        page.reply()
    }

    /// Shows the form for the code.
    fn ask(&self, challenge: &Challenge) -> Reply {
        let texts = self.language.texts();
        let carried: String = ["MD", "TermUrl"].map(|name| hidden(name, self.data.field(name))).into_iter().collect();
        let sum = challenge.amount.as_ref().map(|(amount, currency)| {
            format!("<p class=\"sum\">{}</p>\n", Escaped(self.language.money(*amount, currency)))
        });
        let body = format!(
            "<div class=\"head\">\n<h1>{title}</h1>\n{sum}<p class=\"soft\">{card}</p>\n</div>\n\
             <p>{prompt}</p>\n<form method=\"post\">\n{carried}{lang}{field}\
             <button class=\"go\" name=\"answer\" value=\"ok\">{confirm}</button>\n\
             <button class=\"quiet\" name=\"answer\" value=\"cancel\" formnovalidate>{cancel}</button>\n</form>\n",
            title = texts.acs_title,
            sum = sum.unwrap_or_default(),
            card = Escaped(&challenge.card),
            prompt = texts.acs_prompt,
            lang = hidden("lang", self.language.code()),
            field = fields::code(texts.acs_code, texts.acs_hint, &FormErrors::default()),
            confirm = texts.confirm,
            cancel = texts.cancel,
        );
        self.page(texts.acs_title, Navigation::SameSite, Some(&carried), &body)
    }

    /// Sends the browser back with the verdict.
    fn back(&self, pares: &str, passed: bool) -> Reply {
        let texts = self.language.texts();
        let title = if passed { texts.acs_passed_title } else { texts.acs_refused_title };
        let term_url = self.data.field("TermUrl");
        let md = if self.data.field("MD").is_empty() { self.md } else { self.data.field("MD") };
        let (navigation, rest) = if super::html::is_web_address(term_url) {
            (Navigation::Anywhere, hand_over(term_url, [("MD", md), ("PaRes", pares)], texts.go_on))
        } else {
            // Transfers are completed by their id alone, so there is no page to return to.
            (Navigation::SameSite, format!("<p>{}</p>\n", texts.acs_done))
        };
        let body = format!("<div class=\"outcome\">\n{}<h1>{title}</h1>\n{rest}</div>\n", mark(passed));
        self.page(title, navigation, Some(""), &body)
    }
}

fn unknown(language: Language) -> Reply {
    let texts = language.texts();
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n", texts.unknown_title, texts.unknown);
    let (title, name) = (texts.unknown_title, texts.acs_bank);
    let address = "/acs?md=";
    let navigation = Navigation::SameSite;
    Page { status: 404, language, title, name, address, again: None, navigation, then: None, body: &body }.reply()
}
