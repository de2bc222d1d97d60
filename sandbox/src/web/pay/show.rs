//! Renders the page by the state of the payment.

use super::Visit;
use crate::bank::payments::REJECTED_BY_MERCHANT;
use crate::callbacks::outgoing;
use crate::http::reply::Reply;
use crate::web::fields::{self, Field};
use crate::web::form_data::FormErrors;
use crate::web::html::{Escaped, Navigation, hand_over, mark};
use crate::world::payment::PaymentState;
use crate::world::saved_card::SavedCard;

impl Visit<'_> {
    /// Renders the page.
    pub(super) fn show(&self, errors: &FormErrors) -> Reply {
        let texts = self.language.texts();
        // The payer may leave a challenge open and pay another way.
        let starts_over = !self.data.query("again").is_empty();
        match &self.payment.state {
            PaymentState::Paid => self.outcome(true, texts.paid_title, ""),
            PaymentState::Expired => self.outcome(false, texts.expired_title, texts.expired),
            PaymentState::Failed { code, message } if *code == REJECTED_BY_MERCHANT => {
                self.outcome(false, texts.failed_title, message)
            }
            PaymentState::Challenge { md, .. } if !starts_over => self.to_bank(md),
            PaymentState::Code { .. } if !starts_over => self.code(errors),
            PaymentState::Failed { code, .. } if errors.is_empty() && !starts_over => self.form(errors, Some(*code)),
            _ => self.form(errors, None),
        }
    }

    /// Returns whether the payment was prepared with a saved card; its page asks for the CVC only.
    pub(super) fn is_prepared(&self) -> bool {
        self.payment.made_by.starts_with("merchant.purchase.card_token.")
    }

    /// Returns the payer's saved cards in this shop.
    pub(super) fn saved_cards(&self) -> Vec<SavedCard> {
        let Some(user) = &self.payment.user.id else { return Vec::new() };
        let world = self.state.world();
        world.cards.iter().filter(|saved| saved.user == *user && !saved.is_for_payouts).cloned().collect()
    }

    fn head(&self) -> String {
        let (texts, payment) = (self.language.texts(), &self.payment);
        let sum = if payment.open_amount.is_some() {
            String::new()
        } else {
            format!("<p class=\"sum\">{}</p>\n", Escaped(self.language.money(payment.amount, &payment.currency)))
        };
        let order = payment
            .order_id
            .as_deref()
            .map(|order| format!("<p class=\"soft\">{} {}</p>\n", texts.order, Escaped(order)));
        format!(
            "<div class=\"head\">\n<h1>{}</h1>\n{sum}<p>{}</p>\n{}</div>\n",
            texts.pay_title,
            Escaped(&payment.description),
            order.unwrap_or_default()
        )
    }

    fn form(&self, errors: &FormErrors, failed: Option<u32>) -> Reply {
        let texts = self.language.texts();
        let alert = failed.map(|code| fields::alert(texts.error(code), Some(&format!("{} {code}", texts.error_code))));
        let alert = alert.or_else(|| errors.of("all").map(|what| fields::alert(what, None)));
        let (step, inside, hints) = match () {
            () if self.is_prepared() => ("cvc", self.cvc_of_prepared(errors), String::new()),
            () if self.is_by_phone() => ("phone", self.phone(errors), fields::test_phones(texts)),
            () => ("card", self.card(errors), fields::test_cards(texts)),
        };
        let pay = match (step, self.payment.open_amount.is_some()) {
            ("phone", _) => texts.get_code.to_owned(),
            (_, true) => texts.pay_plain.to_owned(),
            _ => texts.pay.replace("{amount}", &self.language.money(self.payment.amount, &self.payment.currency)),
        };
        let body = format!(
            "{head}{alert}{ways}<form method=\"post\" action=\"{action}\" novalidate>\n\
             <input type=\"hidden\" name=\"step\" value=\"{step}\">\n{amount}{inside}\
             <button class=\"go\">{pay}</button>\n</form>\n{back}{hints}",
            head = self.head(),
            alert = alert.unwrap_or_default(),
            ways = self.ways(),
            action = Escaped(self.address_here()),
            amount = self.amount(errors),
            pay = Escaped(pay),
            back = self.way_back(),
        );
        self.page(texts.pay_title, Navigation::SameSite, None, &body)
    }

    fn ways(&self) -> String {
        // Operators of Kazakhstan are paid in tenge.
        if self.payment.is_method_fixed || self.is_prepared() || self.payment.currency != "KZT" {
            return String::new();
        }
        let (texts, by_phone) = (self.language.texts(), self.is_by_phone());
        let current = |is_it: bool| if is_it { " aria-current=\"page\"" } else { "" };
        let link = |by: &str, label: &str, is_it: bool| {
            let page = &self.payment.page;
            let lang = self.language.code();
            let root = Escaped(self.root);
            format!(
                "<a href=\"{root}/pay.html?customer={page}&amp;by={by}&amp;lang={lang}&amp;again=1\"{}>{label}</a>\n",
                current(is_it)
            )
        };
        format!(
            "<nav class=\"ways\" aria-label=\"{}\">\n{}{}</nav>\n",
            texts.ways,
            link("card", texts.by_card, !by_phone),
            link("phone", texts.by_phone, by_phone)
        )
    }

    fn amount(&self, errors: &FormErrors) -> String {
        if self.payment.open_amount.is_none() {
            return String::new();
        }
        let texts = self.language.texts();
        let typed = self.data.field("amount");
        let suggested = self.payment.amount.to_string();
        let value = match typed {
            "" if self.payment.amount == freedompay::Amount::ZERO => "",
            "" => &suggested,
            typed => typed,
        };
        let label = format!("{}, {}", texts.amount, Escaped(&self.payment.currency));
        let field = Field {
            name: "amount",
            label: &label,
            hint: &self.bounds(),
            value,
            attributes: "inputmode=\"decimal\" autocomplete=\"transaction-amount\" maxlength=\"15\"",
        };
        field.html(errors, self.focus(errors))
    }

    /// Describes the limits of an open amount.
    pub(super) fn bounds(&self) -> String {
        let (texts, payment) = (self.language.texts(), &self.payment);
        let money = |amount| self.language.money(amount, &payment.currency);
        let Some(bounds) = &payment.open_amount else { return String::new() };
        match (bounds.from, bounds.to) {
            (Some(from), Some(to)) => texts.amount_between.replace("{from}", &money(from)).replace("{to}", &money(to)),
            (Some(from), None) => texts.amount_from.replace("{from}", &money(from)),
            (None, Some(to)) => texts.amount_to.replace("{to}", &money(to)),
            (None, None) => String::new(),
        }
    }

    fn focus<'w>(&self, errors: &'w FormErrors) -> Option<&'w str> {
        let first = match () {
            () if self.payment.open_amount.is_some() => "amount",
            () if self.is_prepared() => "cvc",
            () if self.is_by_phone() => "phone",
            () => "number",
        };
        // With saved cards, the choice between them has the focus.
        errors.first().or(self.saved_cards().is_empty().then_some(first))
    }

    fn card(&self, errors: &FormErrors) -> String {
        let texts = self.language.texts();
        let saved = self.saved_cards();
        let focus = self.focus(errors);
        if saved.is_empty() {
            return fields::card(texts, &self.data, errors, focus);
        }
        let chosen = match self.data.field("saved") {
            "" => saved.first().map(|card| card.id.to_string()).unwrap_or_default(),
            chosen => chosen.to_owned(),
        };
        let checked = |value: &str| if value == chosen { " checked" } else { "" };
        let choice = |value: &str, label: &str| {
            format!(
                "<label class=\"choice\"><input type=\"radio\" name=\"saved\" value=\"{value}\"{}> {}</label>\n",
                checked(value),
                Escaped(label)
            )
        };
        let choices: String = saved
            .iter()
            .map(|saved| {
                let card = &saved.card;
                choice(&saved.id.to_string(), &format!("{} · {}/{}", card.masked, card.month, card.year))
            })
            .collect();
        format!(
            "<fieldset>\n<legend>{}</legend>\n{choices}{}</fieldset>\n{}<div data-typed>\n{}</div>\n",
            texts.saved_cards,
            choice("new", texts.new_card),
            fields::cvc(texts, errors, focus),
            fields::card_without_cvc(texts, &self.data, errors, focus)
        )
    }

    fn cvc_of_prepared(&self, errors: &FormErrors) -> String {
        let texts = self.language.texts();
        let card = self.payment.card.as_ref().map(|card| card.masked.as_str()).unwrap_or_default();
        format!("<p>{}: {}</p>\n{}", texts.by_card, Escaped(card), fields::cvc(texts, errors, self.focus(errors)))
    }

    fn phone(&self, errors: &FormErrors) -> String {
        let texts = self.language.texts();
        let known = self.payment.user.phone.as_deref().map(|phone| format!("+{}", phone.trim_start_matches('+')));
        let typed = self.data.field("phone");
        let field = Field {
            name: "phone",
            label: texts.phone,
            hint: texts.phone_hint,
            value: if typed.is_empty() { known.as_deref().unwrap_or_default() } else { typed },
            attributes: "type=\"tel\" autocomplete=\"tel\" maxlength=\"20\"",
        };
        field.html(errors, self.focus(errors))
    }

    fn code(&self, errors: &FormErrors) -> Reply {
        let texts = self.language.texts();
        let phone = self.payment.phone.as_deref().unwrap_or_default();
        let action = Escaped(self.address_here()).to_string();
        let sent = if self.data.query("resent").is_empty() {
            Escaped(texts.code_sent.replace("{phone}", &format!("+{phone}"))).to_string()
        } else {
            texts.resent.to_owned()
        };
        let body = format!(
            "{head}<p class=\"note\" role=\"status\">{sent}</p>\n\
             <form method=\"post\" action=\"{action}\" novalidate>\n\
             <input type=\"hidden\" name=\"step\" value=\"code\">\n{field}<button class=\"go\">{confirm}</button>\n</form>\n\
             <div class=\"links\"><form method=\"post\" action=\"{action}\">\n\
             <input type=\"hidden\" name=\"step\" value=\"resend\">\n<button class=\"quiet\">{resend}</button>\n</form>\n\
             <a class=\"quiet\" href=\"{action}&amp;again=1\">{another}</a></div>\n{hints}",
            head = self.head(),
            field = fields::code(texts.code, "", errors),
            confirm = texts.confirm,
            resend = texts.resend,
            another = texts.another_way,
            hints = fields::test_phones(texts),
        );
        self.page(texts.pay_title, Navigation::SameSite, None, &body)
    }

    fn to_bank(&self, md: &str) -> Reply {
        let texts = self.language.texts();
        let lang = self.language.code();
        let back = format!("{}&lang={lang}", self.state.page_url(&self.payment.page));
        let fields = [("MD", md), ("PaReq", md), ("TermUrl", back.as_str()), ("lang", lang)];
        let body = format!(
            "{}<h2>{}</h2>\n<p>{}</p>\n{}<a class=\"quiet\" href=\"{}&amp;again=1\">{}</a>\n",
            self.head(),
            texts.to_bank_title,
            texts.to_bank,
            hand_over(&format!("/acs?md={md}"), fields, texts.go_on),
            Escaped(self.address_here()),
            texts.another_way,
        );
        self.page(texts.to_bank_title, Navigation::Anywhere, None, &body)
    }

    fn outcome(&self, good: bool, title: &str, what: &str) -> Reply {
        let (texts, payment) = (self.language.texts(), &self.payment);
        let back = outgoing::redirect_back(payment).map(|_| format!("{}&go=back", self.address_here()));
        let link = back.as_ref().map(|url| {
            format!(
                "<p class=\"soft\">{}</p>\n<a class=\"go\" href=\"{}\">{}</a>\n",
                texts.returning,
                Escaped(url),
                texts.back_to_shop
            )
        });
        let body = format!(
            "<div class=\"outcome\" role=\"status\">\n{mark}<h1>{title}</h1>\n<p class=\"sum\">{sum}</p>\n<p>{what}</p>\n\
             <p class=\"soft\">{description}</p>\n{link}</div>\n",
            mark = mark(good),
            title = Escaped(title),
            sum = Escaped(self.language.money(payment.amount, &payment.currency)),
            what = Escaped(what),
            description = Escaped(&payment.description),
            link = link.unwrap_or_default(),
        );
        self.page(title, Navigation::SameSite, back.as_deref(), &body)
    }

    fn way_back(&self) -> String {
        let texts = self.language.texts();
        let known = outgoing::redirect_back(&self.payment).is_some();
        let link = || {
            format!(
                "<a class=\"quiet\" href=\"{}&amp;go=back\">{}</a>\n",
                Escaped(self.address_here()),
                texts.back_to_shop
            )
        };
        known.then(link).unwrap_or_default()
    }
}
