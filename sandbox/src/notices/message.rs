//! What the merchant is told, before it is signed.
//!
//! Source: the pages of the callbacks, <https://docs.freedompay.kz/result-notify-12007677e0> and its neighbours.

use freedompay::Value;
use jiff::Timestamp;

use crate::Credentials;
use crate::faults::Fault;
use crate::world::card_form::CardForm;
use crate::world::clock::{self, almaty};
use crate::world::payment::{Payment, State};
use crate::world::payout::{Payout, State as PayoutState};
use crate::world::saved_card::SavedCard;

/// A call of a merchant's URL, to be signed and sent.
#[derive(Clone)]
pub(crate) struct Letter {
    /// Id of the callback.
    pub(crate) kind: &'static str,
    pub(crate) about: u64,
    /// Where to.
    pub(crate) url: String,
    /// `GET`, `POST` or `XML`.
    pub(crate) method: String,
    pub(crate) fields: Vec<(String, Value)>,
    /// Signed with the payout key.
    pub(crate) is_of_payouts: bool,
    /// Only the HTTP status of the answer counts.
    pub(crate) wants_status_only: bool,
    /// What goes wrong with it.
    pub(crate) fault: Option<Fault>,
}

impl Letter {
    pub(crate) fn http_method(&self) -> &'static str {
        if self.method == "GET" { "GET" } else { "POST" }
    }

    /// Only the result is documented to be told again.
    pub(crate) fn is_repeated(&self) -> bool {
        self.kind == "merchant.callbacks.result_notify"
    }

    fn of(kind: &'static str, about: u64, url: &str, method: Option<&str>) -> Self {
        Self {
            kind,
            about,
            url: url.to_owned(),
            method: method.unwrap_or("POST").to_owned(),
            fields: Vec::new(),
            is_of_payouts: false,
            wants_status_only: false,
            fault: None,
        }
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.fields.push((name.to_owned(), Value::Text(value.to_string())));
        self
    }

    fn maybe(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn of_payment(self, payment: &Payment) -> Self {
        let letter = self.maybe("pg_order_id", payment.order_id.as_deref()).with("pg_payment_id", payment.id);
        letter.with("pg_amount", payment.amount).with("pg_currency", &payment.currency)
    }

    fn in_payment_system(self, payment: &Payment) -> Self {
        self.with("pg_ps_amount", payment.amount)
            .with("pg_ps_full_amount", payment.amount)
            .with("pg_ps_currency", &payment.currency)
    }

    fn with_extra(mut self, payment: &Payment) -> Self {
        self.fields.extend(payment.extra.iter().cloned());
        self
    }
}

/// Whether the order may be paid.
pub(crate) fn check_request(payment: &Payment) -> Option<Letter> {
    let url = payment.urls.check.as_deref()?;
    let letter =
        Letter::of("merchant.callbacks.check_request", payment.id, url, payment.urls.request_method.as_deref());
    Some(letter.of_payment(payment).in_payment_system(payment).with_extra(payment))
}

/// How the payment came out.
pub(crate) fn result_notify(payment: &Payment, can_reject: bool) -> Option<Letter> {
    let url = payment.urls.result.as_deref()?;
    let letter =
        Letter::of("merchant.callbacks.result_notify", payment.id, url, payment.urls.request_method.as_deref());
    let is_paid = payment.state == State::Paid;
    let date = payment.authorized.unwrap_or(payment.created);
    let letter = letter
        .of_payment(payment)
        .with("pg_net_amount", Payment::net(payment.amount))
        .in_payment_system(payment)
        .with("pg_description", &payment.description)
        .with("pg_result", u8::from(is_paid))
        .with("pg_payment_date", almaty(date))
        .with("pg_can_reject", u8::from(can_reject))
        .maybe("pg_user_phone", payment.user.phone.as_deref())
        .maybe("pg_user_contact_email", payment.user.email.as_deref())
        .with("pg_testing_mode", u8::from(payment.is_test))
        .with("pg_captured", u8::from(payment.capture.is_some()))
        .with("pg_payment_method", &payment.method)
        .maybe("pg_recurring_profile", payment.recurring_profile);
    let letter = match &payment.card {
        Some(card) => letter
            .with("pg_card_pan", &card.masked)
            .with("pg_card_exp", format!("{}/{}", card.month, card.year))
            .with("pg_card_owner", &card.owner)
            .with("pg_card_brand", &card.brand),
        None => letter,
    };
    let letter = match &payment.state {
        State::Failed { code, what } => letter.with("pg_failure_code", code).with("pg_failure_description", what),
        _ => letter.with("pg_reference", &payment.reference).with("pg_auth_code", &payment.auth_code),
    };
    Some(letter.with_extra(payment))
}

/// What the payer's browser carries back to the shop, and by which URL.
pub(crate) fn redirect_back(payment: &Payment) -> Option<Letter> {
    let urls = &payment.urls;
    let is_paid = payment.state == State::Paid;
    let (url, method) =
        if is_paid { (&urls.success, &urls.success_method) } else { (&urls.failure, &urls.failure_method) };
    // Browser and shop agree on GET where nobody said anything: it is what the documentation's example shows.
    let method = method.as_deref().unwrap_or("GET");
    let letter = Letter::of("merchant.callbacks.redirect_back", payment.id, url.as_deref()?, Some(method))
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_payment_id", payment.id);
    let letter = match &payment.state {
        State::Failed { code, what } => letter.with("pg_error_code", code).with("pg_error_description", what),
        _ => letter,
    };
    Some(letter.with_extra(payment))
}

/// A card was saved on a page; its masked data and its token.
pub(crate) fn card_tokenized(form: &CardForm, saved: &SavedCard) -> Option<Letter> {
    let url = form.post_link.as_deref()?;
    let letter = Letter::of("merchant.purchase.card_token.tokenize_card_notify", form.id, url, None);
    let letter = letter
        .with("pg_type", "approve")
        .with("pg_status", "success")
        .with("pg_payment_id", form.id)
        .maybe("pg_order_id", form.order_id.as_deref())
        .with("pg_user_id", &saved.user)
        .with("pg_card_token", &saved.token)
        .with("pg_card_id", saved.id)
        .with("pg_card_hash", &saved.card.masked)
        .with("pg_card_month", &saved.card.month)
        .with("pg_card_year", &saved.card.year)
        .with("pg_card_3ds", u8::from(saved.card.behaviour.three_ds));
    Some(Letter { wants_status_only: true, ..letter })
}

/// How a payout came out. By the text a success is told; the field has a word for errors, too.
pub(crate) fn payout_notify(payout: &Payout, shop: &Credentials) -> Option<Letter> {
    let url = payout.post_link.as_deref()?;
    let status = if payout.state == PayoutState::Paid { "ok" } else { "error" };
    let letter = Letter::of("merchant.callbacks.payout_notify", payout.id, url, None)
        .with("pg_payment_id", payout.id)
        .with("pg_order_id", &payout.order_id)
        .maybe("pg_card_hash", payout.card.as_ref().map(|card| &card.masked))
        .with("pg_status", status)
        .with("pg_balance", payout.balance)
        .with("pg_payment_amount", payout.amount)
        // The amount and the commission, of which the sandbox takes none.
        .with("pg_to_pay", payout.amount)
        .with("pg_merchant_id", &shop.merchant_id)
        .with("pg_payment_date", almaty(payout.settled.unwrap_or(payout.created)));
    Some(Letter { is_of_payouts: true, wants_status_only: true, ..letter })
}

/// When a call that nobody answered is made again, if it is.
pub(crate) fn retry_at(now: Timestamp, attempt: u32) -> Option<Timestamp> {
    (attempt <= RETRIES).then(|| clock::after(now, RETRY_AFTER))
}

/// "Every 30 minutes during 2 hours" (docs.freedompay.kz, Result notify).
const RETRY_AFTER: std::time::Duration = std::time::Duration::from_secs(30 * 60);
const RETRIES: u32 = 4;
