//! The page that asks for a card only: for a payout's recipient, or a payer who consents to recurring payments.

use super::fields;
use super::form_data::{FormData, FormErrors};
use super::html::{Escaped, Navigation, Page, is_web_address, mark, see_other};
use super::texts::{Language, Texts};
use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::state::State;
use crate::world::World;
use crate::world::invoice::AgreementState;
use crate::world::payout::PayoutState;

/// What the card is entered for.
struct Purpose {
    title: &'static str,
    sum: String,
    description: String,
    button: &'static str,
    /// The card receives money.
    is_payout: bool,
    back: Option<String>,
    end: Option<End>,
}

/// How it ended.
struct End {
    good: bool,
    title: &'static str,
    what: &'static str,
}

/// Serves the page and the form on it.
pub(super) async fn serve(state: &State, incoming: &Incoming<'_>, data: FormData) -> Reply {
    let language = data.language("");
    let page = data.query("customer").to_owned();
    let Some(purpose) = find(&state.world(), &page, language) else { return super::shop::unknown(state, language) };
    let visit = Visit { state, page, data, language, purpose };
    match incoming.method {
        "POST" => visit.submit().await,
        _ if visit.data.query("go") == "back" => see_other(visit.purpose.back.as_deref().unwrap_or_default()),
        _ => visit.show(&FormErrors::default()),
    }
}

fn find(world: &World, page: &str, language: Language) -> Option<Purpose> {
    let texts = language.texts();
    if let Some(payout) = world.payouts.values().find(|payout| payout.page == page) {
        let end = |good, what| {
            let title = if good { texts.taken_title } else { texts.not_taken_title };
            Some(End { good, title, what })
        };
        return Some(Purpose {
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
    let text = |wanted: &str| agreement.fields.iter().find(|(name, _)| name == wanted)?.1.as_text().map(str::to_owned);
    Some(Purpose {
        title: texts.agreement_title,
        sum: String::new(),
        description: text("description").unwrap_or_default(),
        button: texts.agree,
        is_payout: false,
        back: text("back_url").filter(|url| is_web_address(url)),
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
    data: FormData,
    language: Language,
    purpose: Purpose,
}

impl Visit<'_> {
    fn address_here(&self) -> String {
        format!("/pay.html?customer={}&lang={}", self.page, self.language.code())
    }

    async fn submit(&self) -> Reply {
        let (texts, now) = (self.language.texts(), self.state.world().now());
        let card =
            if self.purpose.is_payout { self.data.card_without_cvc(texts, now) } else { self.data.card(texts, now) };
        match card {
            Err(errors) => self.show(&errors),
            Ok(card) => {
                // If it no longer accepts a card, the page shows why.
                let _ = self.state.enter_card(&self.page, card).await;
                self.state.run_due_jobs().await;
                see_other(&self.address_here())
            }
        }
    }

    fn show(&self, errors: &FormErrors) -> Reply {
        let (texts, purpose) = (self.language.texts(), &self.purpose);
        match &purpose.end {
            Some(end) => self.end(texts, end),
            None => self.form(texts, errors),
        }
    }

    fn form(&self, texts: &'static Texts, errors: &FormErrors) -> Reply {
        let purpose = &self.purpose;
        let focus = errors.first().or(Some("number"));
        let fields = if purpose.is_payout {
            fields::card_without_cvc(texts, &self.data, errors, focus)
        } else {
            fields::card(texts, &self.data, errors, focus)
        };
        let body = format!(
            "<div class=\"head\">\n<h1>{}</h1>\n<p class=\"sum\">{}</p>\n<p>{}</p>\n</div>\n\
             <form method=\"post\" action=\"{}\" novalidate>\n{fields}<button class=\"go\">{}</button>\n</form>\n",
            purpose.title,
            Escaped(&purpose.sum),
            Escaped(&purpose.description),
            Escaped(self.address_here()),
            purpose.button,
        );
        self.reply(purpose.title, None, &body)
    }

    fn end(&self, texts: &'static Texts, end: &End) -> Reply {
        let back = self.purpose.back.as_ref().map(|_| format!("{}&go=back", self.address_here()));
        let link = back.as_ref().map(|url| {
            let (url, returning, label) = (Escaped(url), texts.returning, texts.back_to_shop);
            format!("<p class=\"soft\">{returning}</p>\n<a class=\"go\" href=\"{url}\">{label}</a>\n")
        });
        let body = format!(
            "<div class=\"outcome\" role=\"status\">\n{}<h1>{}</h1>\n<p class=\"sum\">{}</p>\n<p>{}</p>\n{}</div>\n",
            mark(end.good),
            end.title,
            Escaped(&self.purpose.sum),
            end.what,
            link.unwrap_or_default()
        );
        self.reply(end.title, back.as_deref(), &body)
    }

    fn reply(&self, title: &str, then: Option<&str>, body: &str) -> Reply {
        let name = super::shop::shop_name(self.state, self.language);
        let (language, address) = (self.language, format!("/pay.html?customer={}", self.page));
        let (name, address, navigation) = (&name, &address, Navigation::SameSite);
        Page { status: 200, language, title, name, address, again: None, navigation, then, body }.reply()
    }
}
