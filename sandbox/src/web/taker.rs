//! Pages that take a card and nothing else: a payout's recipient names the card, a payer consents to recurring payments.

use super::fields;
use super::html::{E, Onward, Page, is_web_address, mark, see_other};
use super::posted::{Mistakes, Posted};
use super::texts::{Language, Texts};
use crate::message::Incoming;
use crate::server::Reply;
use crate::state::State;
use crate::world::World;
use crate::world::invoice::AgreementState;
use crate::world::payout::State as PayoutState;

/// What such a page is about.
struct About {
    title: &'static str,
    sum: String,
    description: String,
    button: &'static str,
    /// Money comes to the card.
    is_payout: bool,
    back: Option<String>,
    end: Option<End>,
}

/// How it came out.
struct End {
    good: bool,
    title: &'static str,
    what: &'static str,
}

pub(super) async fn serve(state: &State, incoming: &Incoming<'_>, posted: Posted) -> Reply {
    let language = posted.language("");
    let page = posted.query("customer").to_owned();
    let Some(about) = find(&state.world(), &page, language) else { return super::pay::unknown(state, language) };
    let visit = Visit { state, page, posted, language, about };
    match incoming.method {
        "POST" => visit.submit().await,
        _ if visit.posted.query("go") == "back" => see_other(visit.about.back.as_deref().unwrap_or_default()),
        _ => visit.show(&Mistakes::default()),
    }
}

fn find(world: &World, page: &str, language: Language) -> Option<About> {
    let texts = language.texts();
    if let Some(payout) = world.payouts.values().find(|payout| payout.page == page) {
        let end = |good, what| {
            let title = if good { texts.taken_title } else { texts.not_taken_title };
            Some(End { good, title, what })
        };
        return Some(About {
            title: texts.payout_title,
            sum: language.money(payout.amount, &payout.currency),
            description: payout.description.clone(),
            button: texts.take,
            is_payout: true,
            back: payout.back_link.clone().filter(|url| is_web_address(url)),
            end: match &payout.state {
                PayoutState::Waiting => None,
                PayoutState::Process | PayoutState::Paid => end(true, ""),
                PayoutState::Failed { code, .. } => end(false, texts.error(*code)),
            },
        });
    }
    let agreement = world.agreements.iter().find(|agreement| agreement.page == page)?;
    let said = |wanted: &str| agreement.said.iter().find(|(name, _)| name == wanted)?.1.as_text().map(str::to_owned);
    Some(About {
        title: texts.agreement_title,
        sum: String::new(),
        description: said("description").unwrap_or_default(),
        button: texts.agree,
        is_payout: false,
        back: said("back_url").filter(|url| is_web_address(url)),
        end: match &agreement.state {
            AgreementState::New => None,
            AgreementState::Active(_) => Some(End { good: true, title: texts.agreed_title, what: "" }),
            AgreementState::Canceled => Some(End { good: false, title: texts.not_agreed_title, what: "" }),
        },
    })
}

struct Visit<'a> {
    state: &'a State,
    page: String,
    posted: Posted,
    language: Language,
    about: About,
}

impl Visit<'_> {
    fn address_here(&self) -> String {
        format!("/pay.html?customer={}&lang={}", self.page, self.language.code())
    }

    async fn submit(&self) -> Reply {
        let (texts, now) = (self.language.texts(), self.state.world().now());
        let card =
            if self.about.is_payout { self.posted.card_without_cvc(texts, now) } else { self.posted.card(texts, now) };
        match card {
            Err(wrong) => self.show(&wrong),
            Ok(card) => {
                // What takes no card any more shows so on the page.
                let _ = self.state.type_card(&self.page, card).await;
                self.state.run_due().await;
                see_other(&self.address_here())
            }
        }
    }

    fn show(&self, wrong: &Mistakes) -> Reply {
        let (texts, about) = (self.language.texts(), &self.about);
        match &about.end {
            Some(end) => self.end(texts, end),
            None => self.form(texts, wrong),
        }
    }

    fn form(&self, texts: &'static Texts, wrong: &Mistakes) -> Reply {
        let about = &self.about;
        let focus = wrong.first().or(Some("number"));
        let fields = if about.is_payout {
            fields::card_without_cvc(texts, &self.posted, wrong, focus)
        } else {
            fields::card(texts, &self.posted, wrong, focus)
        };
        let body = format!(
            "<div class=\"head\">\n<h1>{}</h1>\n<p class=\"sum\">{}</p>\n<p>{}</p>\n</div>\n\
             <form method=\"post\" action=\"{}\" novalidate>\n{fields}<button class=\"go\">{}</button>\n</form>\n",
            about.title,
            E(&about.sum),
            E(&about.description),
            E(self.address_here()),
            about.button,
        );
        self.reply(about.title, None, &body)
    }

    fn end(&self, texts: &'static Texts, end: &End) -> Reply {
        let back = self.about.back.as_ref().map(|_| format!("{}&go=back", self.address_here()));
        let link = back.as_ref().map(|url| {
            let (url, returning, label) = (E(url), texts.returning, texts.back_to_shop);
            format!("<p class=\"soft\">{returning}</p>\n<a class=\"go\" href=\"{url}\">{label}</a>\n")
        });
        let body = format!(
            "<div class=\"outcome\" role=\"status\">\n{}<h1>{}</h1>\n<p class=\"sum\">{}</p>\n<p>{}</p>\n{}</div>\n",
            mark(end.good),
            end.title,
            E(&self.about.sum),
            end.what,
            link.unwrap_or_default()
        );
        self.reply(end.title, back.as_deref(), &body)
    }

    fn reply(&self, title: &str, then: Option<&str>, body: &str) -> Reply {
        let name = super::pay::shop_name(self.state, self.language);
        let (language, address) = (self.language, format!("/pay.html?customer={}", self.page));
        let (name, address, onward) = (&name, &address, Onward::Here);
        Page { status: 200, language, title, name, address, again: None, onward, then, body }.reply()
    }
}
