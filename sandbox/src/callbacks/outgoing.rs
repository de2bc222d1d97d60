//! The callbacks and their fields, before they are signed.
//!
//! Source: the pages of the callbacks, <https://docs.freedompay.kz/result-notify-12007677e0> and its neighbours.

use freedompay::Value;
use jiff::Timestamp;

use crate::credentials::Credentials;
use crate::faults::Fault;
use crate::world::card_form::CardForm;
use crate::world::clock::{self, almaty};
use crate::world::payment::{Payment, PaymentState};
use crate::world::payout::{Payout, PayoutState};
use crate::world::saved_card::SavedCard;

/// A callback to a merchant's URL, to be signed and sent.
#[derive(Clone)]
pub(crate) struct OutgoingCallback {
    /// Id of the callback.
    pub(crate) kind: &'static str,
    pub(crate) about: u64,
    /// The URL as the merchant named it.
    pub(crate) url: String,
    /// `GET`, `POST` or `XML`.
    pub(crate) method: String,
    pub(crate) fields: Vec<(String, Value)>,
    /// Signed with the payout key.
    pub(crate) is_for_payouts: bool,
    /// Only the HTTP status of the response counts.
    pub(crate) wants_status_only: bool,
    /// The fault that the plan applies to it.
    pub(crate) fault: Option<Fault>,
}

impl OutgoingCallback {
    /// Returns `GET` or `POST`.
    pub(crate) fn http_method(&self) -> &'static str {
        if self.method == "GET" { "GET" } else { "POST" }
    }

    /// Returns whether it is retried; the documentation says so of the result only.
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
            is_for_payouts: false,
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
        let callback = self.maybe("pg_order_id", payment.order_id.as_deref()).with("pg_payment_id", payment.id);
        callback.with("pg_amount", payment.amount).with("pg_currency", &payment.currency)
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

/// Asks whether the order may be paid.
pub(crate) fn check_request(payment: &Payment) -> Option<OutgoingCallback> {
    let url = payment.urls.check.as_deref()?;
    let callback = OutgoingCallback::of(
        "merchant.callbacks.check_request",
        payment.id,
        url,
        payment.urls.request_method.as_deref(),
    );
    Some(callback.of_payment(payment).in_payment_system(payment).with_extra(payment))
}

/// Reports the result of a payment.
pub(crate) fn result_notify(payment: &Payment, can_reject: bool) -> Option<OutgoingCallback> {
    let url = payment.urls.result.as_deref()?;
    let callback = OutgoingCallback::of(
        "merchant.callbacks.result_notify",
        payment.id,
        url,
        payment.urls.request_method.as_deref(),
    );
    let is_paid = payment.state == PaymentState::Paid;
    let date = payment.authorized.unwrap_or(payment.created);
    let callback = callback
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
    let callback = match &payment.card {
        Some(card) => callback
            .with("pg_card_pan", &card.masked)
            .with("pg_card_exp", format!("{}/{}", card.month, card.year))
            .with("pg_card_owner", &card.owner)
            .with("pg_card_brand", &card.brand),
        None => callback,
    };
    let callback = match &payment.state {
        PaymentState::Failed { code, message } => {
            callback.with("pg_failure_code", code).with("pg_failure_description", message)
        }
        _ => callback.with("pg_reference", &payment.reference).with("pg_auth_code", &payment.auth_code),
    };
    Some(callback.with_extra(payment))
}

/// Builds the parameters with which the payer's browser returns to the shop.
pub(crate) fn redirect_back(payment: &Payment) -> Option<OutgoingCallback> {
    let urls = &payment.urls;
    let is_paid = payment.state == PaymentState::Paid;
    let (url, method) =
        if is_paid { (&urls.success, &urls.success_method) } else { (&urls.failure, &urls.failure_method) };
    // GET unless the call named a method: that is what the documentation's example shows.
    let method = method.as_deref().unwrap_or("GET");
    let callback = OutgoingCallback::of("merchant.callbacks.redirect_back", payment.id, url.as_deref()?, Some(method))
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_payment_id", payment.id);
    let callback = match &payment.state {
        PaymentState::Failed { code, message } => {
            callback.with("pg_error_code", code).with("pg_error_description", message)
        }
        _ => callback,
    };
    Some(callback.with_extra(payment))
}

/// Reports a card that was saved on a page: its masked data and its token.
pub(crate) fn card_tokenized(form: &CardForm, saved: &SavedCard) -> Option<OutgoingCallback> {
    let url = form.post_link.as_deref()?;
    let callback = OutgoingCallback::of("merchant.purchase.card_token.tokenize_card_notify", form.id, url, None);
    let callback = callback
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
    Some(OutgoingCallback { wants_status_only: true, ..callback })
}

/// Reports the result of a payout. The text describes successes only; the field has a value for errors, too.
pub(crate) fn payout_notify(payout: &Payout, shop: &Credentials) -> Option<OutgoingCallback> {
    let url = payout.post_link.as_deref()?;
    let status = if payout.state == PayoutState::Paid { "ok" } else { "error" };
    let callback = OutgoingCallback::of("merchant.callbacks.payout_notify", payout.id, url, None)
        .with("pg_payment_id", payout.id)
        .with("pg_order_id", &payout.order_id)
        .maybe("pg_card_hash", payout.card.as_ref().map(|card| &card.masked))
        .with("pg_status", status)
        .with("pg_balance", payout.balance)
        .with("pg_payment_amount", payout.amount)
        // The amount plus commission, which is zero in the sandbox.
        .with("pg_to_pay", payout.amount)
        .with("pg_merchant_id", &shop.merchant_id)
        .with("pg_payment_date", almaty(payout.settled.unwrap_or(payout.created)));
    Some(OutgoingCallback { is_for_payouts: true, wants_status_only: true, ..callback })
}

/// Returns when an unanswered callback is retried, if it is.
pub(crate) fn retry_at(now: Timestamp, attempt: u32) -> Option<Timestamp> {
    (attempt <= RETRIES).then(|| clock::after(now, RETRY_AFTER))
}

/// "Every 30 minutes during 2 hours" (docs.freedompay.kz, Result notify).
const RETRY_AFTER: std::time::Duration = std::time::Duration::from_secs(30 * 60);
const RETRIES: u32 = 4;
