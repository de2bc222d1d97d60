//! The page on which a payer, or a recipient of payouts, saves a card.

use super::fields;
use super::form_data::{FormData, FormErrors};
use super::html::{Navigation, Page, hand_over, is_web_address, mark, see_other};
use super::texts::Language;
use crate::calls::card_forms;
use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::state::State;
use crate::world::card_form::{CardForm, FormState};

struct Visit<'a> {
    state: &'a State,
    form: CardForm,
    data: FormData,
    language: Language,
}

/// Serves the page and the form on it.
pub(super) async fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let data = FormData::of(incoming);
    let language = data.language("");
    let page = data.query("pg_payment_id");
    let form = state.world().card_forms.values().find(|form| form.page == page).cloned();
    let Some(form) = form else { return super::shop::unknown(state, language) };
    let visit = Visit { state, form, data, language };
    match incoming.method {
        "POST" => visit.submit().await,
        _ if visit.data.query("go") == "back" => see_other(&visit.form.back_link),
        _ => visit.show(&FormErrors::default()),
    }
}

impl Visit<'_> {
    fn address(&self) -> String {
        format!("?pg_payment_id={}", self.form.page)
    }

    fn address_here(&self) -> String {
        format!("{}&lang={}", self.address(), self.language.code())
    }

    async fn submit(&self) -> Reply {
        if !self.data.field("PaRes").is_empty() {
            card_forms::complete_challenge(self.state, self.form.id, self.data.field("PaRes")).await;
            return see_other(&self.address_here());
        }
        let now = self.state.world().now();
        match self.data.card(self.language.texts(), now) {
            Err(errors) => self.show(&errors),
            Ok(card) => {
                card_forms::enter_card(self.state, self.form.id, card).await;
                see_other(&self.address_here())
            }
        }
    }

    fn title(&self) -> &'static str {
        let texts = self.language.texts();
        if self.form.is_for_payouts { texts.save_for_payouts_title } else { texts.save_title }
    }

    fn show(&self, errors: &FormErrors) -> Reply {
        match &self.form.state {
            FormState::Saved => self.saved(),
            FormState::Challenge { md } if errors.is_empty() && self.data.query("again").is_empty() => self.to_bank(md),
            FormState::Challenge { .. } => self.form(errors, None),
            FormState::Open(code) => self.form(errors, code.filter(|_| errors.is_empty())),
        }
    }

    fn form(&self, errors: &FormErrors, code: Option<u32>) -> Reply {
        let texts = self.language.texts();
        let alert = code.map(|code| fields::alert(texts.error(code), Some(&format!("{} {code}", texts.error_code))));
        let focus = errors.first().or(Some("number"));
        let body = format!(
            "<div class=\"head\"><h1>{title}</h1></div>\n{alert}<form method=\"post\" action=\"{action}\" novalidate>\n\
             {card}<button class=\"go\">{save}</button>\n</form>\n{cards}",
            title = self.title(),
            alert = alert.unwrap_or_default(),
            action = super::html::Escaped(self.address_here()),
            card = fields::card(texts, &self.data, errors, focus),
            save = texts.save,
            cards = fields::test_cards(texts),
        );
        self.page(self.title(), Navigation::SameSite, None, &body)
    }

    fn to_bank(&self, md: &str) -> Reply {
        let texts = self.language.texts();
        let back = format!("{}&lang={}", self.state.card_form_url(&self.form.page), self.language.code());
        let fields = [("MD", md), ("PaReq", md), ("TermUrl", back.as_str()), ("lang", self.language.code())];
        let body = format!(
            "<h1>{}</h1>\n<p>{}</p>\n{}",
            texts.to_bank_title,
            texts.to_bank,
            hand_over(&format!("/acs?md={md}"), fields, texts.go_on)
        );
        self.page(texts.to_bank_title, Navigation::Anywhere, None, &body)
    }

    fn saved(&self) -> Reply {
        let texts = self.language.texts();
        let back = is_web_address(&self.form.back_link).then(|| format!("{}&go=back", self.address_here()));
        let link = back.as_ref().map(|url| {
            let url = super::html::Escaped(url);
            format!(
                "<p class=\"soft\">{}</p>\n<a class=\"go\" href=\"{url}\">{}</a>\n",
                texts.returning, texts.back_to_shop
            )
        });
        let body = format!(
            "<div class=\"outcome\" role=\"status\">\n{}<h1>{}</h1>\n{}</div>\n",
            mark(true),
            texts.saved_title,
            link.unwrap_or_default()
        );
        self.page(texts.saved_title, Navigation::SameSite, back.as_deref(), &body)
    }

    fn page(&self, title: &str, navigation: Navigation, then: Option<&str>, body: &str) -> Reply {
        let name = super::shop::shop_name(self.state, self.language);
        let address = self.address();
        let (language, name, address) = (self.language, &name, &address);
        Page { status: 200, language, title, name, address, again: None, navigation, then, body }.reply()
    }
}
