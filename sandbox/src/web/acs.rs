//! The page of the payer's bank: it asks for a code and sends the browser back with `PaRes`.
//!
//! The code is the one that the documentation gives for its test phones; no source has one for 3-D Secure.

use super::fields;
use super::html::{E, Onward, Page, hand_over, hidden, mark};
use super::posted::{Mistakes, Posted};
use super::texts::Language;
use crate::calls::mobile::CODE;
use crate::message::Incoming;
use crate::server::Reply;
use crate::state::State;
use crate::world::World;
use crate::world::payment::State as PaymentState;
use crate::world::transfer::State as TransferState;

/// What a payer is asked to confirm.
struct Challenge {
    language: String,
    amount: Option<(freedompay::Amount, String)>,
    card: String,
}

pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let posted = Posted::of(incoming);
    // Merchants' pages post MD, which may be empty, and PaReq; a link has its `md`.
    let names = [posted.query("md"), posted.field("MD"), posted.field("PaReq")];
    let md = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let Some(challenge) = find(&state.world(), md) else { return unknown(posted.language("")) };
    let visit = Visit { posted: &posted, md, language: posted.language(&challenge.language) };
    let passed = match posted.field("answer") {
        "" => return visit.ask(&challenge),
        answer => answer == "ok" && posted.field("code") == CODE,
    };
    match state.challenged(md, passed) {
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
    posted: &'a Posted,
    md: &'a str,
    language: Language,
}

impl Visit<'_> {
    fn page(&self, title: &str, onward: Onward, again: Option<&str>, body: &str) -> Reply {
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
            onward,
            then: None,
            body,
        };
        page.reply()
    }

    fn ask(&self, challenge: &Challenge) -> Reply {
        let texts = self.language.texts();
        let carried: String = ["MD", "TermUrl"].map(|name| hidden(name, self.posted.field(name))).into_iter().collect();
        let sum = challenge
            .amount
            .as_ref()
            .map(|(amount, currency)| format!("<p class=\"sum\">{}</p>\n", E(self.language.money(*amount, currency))));
        let body = format!(
            "<div class=\"head\">\n<h1>{title}</h1>\n{sum}<p class=\"soft\">{card}</p>\n</div>\n\
             <p>{prompt}</p>\n<form method=\"post\">\n{carried}{lang}{field}\
             <button class=\"go\" name=\"answer\" value=\"ok\">{confirm}</button>\n\
             <button class=\"quiet\" name=\"answer\" value=\"cancel\" formnovalidate>{cancel}</button>\n</form>\n",
            title = texts.acs_title,
            sum = sum.unwrap_or_default(),
            card = E(&challenge.card),
            prompt = texts.acs_prompt,
            lang = hidden("lang", self.language.code()),
            field = fields::code(texts.acs_code, texts.acs_hint, &Mistakes::default()),
            confirm = texts.confirm,
            cancel = texts.cancel,
        );
        self.page(texts.acs_title, Onward::Here, Some(&carried), &body)
    }

    fn back(&self, pares: &str, passed: bool) -> Reply {
        let texts = self.language.texts();
        let title = if passed { texts.acs_passed_title } else { texts.acs_refused_title };
        let term_url = self.posted.field("TermUrl");
        let md = if self.posted.field("MD").is_empty() { self.md } else { self.posted.field("MD") };
        let (onward, rest) = if super::html::is_web_address(term_url) {
            (Onward::Anywhere, hand_over(term_url, [("MD", md), ("PaRes", pares)], texts.go_on))
        } else {
            // Transfers are completed by their id alone; there is nowhere to send the browser.
            (Onward::Here, format!("<p>{}</p>\n", texts.acs_done))
        };
        let body = format!("<div class=\"outcome\">\n{}<h1>{title}</h1>\n{rest}</div>\n", mark(passed));
        self.page(title, onward, Some(""), &body)
    }
}

fn unknown(language: Language) -> Reply {
    let texts = language.texts();
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n", texts.unknown_title, texts.unknown);
    let (title, name) = (texts.unknown_title, texts.acs_bank);
    let address = "/acs?md=";
    let onward = Onward::Here;
    Page { status: 404, language, title, name, address, again: None, onward, then: None, body: &body }.reply()
}
