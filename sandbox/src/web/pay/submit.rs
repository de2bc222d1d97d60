//! Handles the forms that the payer submits.

use freedompay::Amount;

use super::Visit;
use crate::calls::mobile;
use crate::http::reply::Reply;
use crate::web::form_data::FormErrors;
use crate::web::html::see_other;
use crate::world::errors::ErrorCode;
use crate::world::saved_card::CardDetails;

/// Largest amount in major units: the maximum of the calls that create payments.
const LARGEST: u32 = 99_999_999;

impl Visit<'_> {
    /// Handles a submitted form.
    pub(super) async fn submit(&self) -> Reply {
        let (state, id) = (self.state, self.payment.id);
        let done = if self.data.field("PaRes").is_empty() {
            match self.data.field("step") {
                "card" | "cvc" => self.pay_by_card().await,
                "phone" => self.pay_by_phone().await,
                "code" => self.confirm(),
                "resend" => {
                    mobile::send_again(state, id);
                    return see_other(&format!("{}&resent=1", self.address_here()));
                }
                _ => Ok(()),
            }
        } else {
            // Back from the bank; a second time nothing changes.
            let _ = state.complete(id, self.data.field("MD"), self.data.field("PaRes"));
            Ok(())
        };
        // The merchant is notified before the redirect, so that the shop's page knows the result.
        state.run_due_jobs().await;
        match done {
            Ok(()) => see_other(&self.address_here()),
            Err(errors) => self.show(&errors),
        }
    }

    async fn pay_by_card(&self) -> Result<(), FormErrors> {
        let amount = self.typed_amount();
        let card = if self.is_prepared() { self.prepared() } else { self.chosen() };
        let (amount, card) = match (amount, card) {
            (Ok(amount), Ok(card)) => (amount, card),
            (Err(mut errors), card) => {
                errors.append(card.err());
                return Err(errors);
            }
            (Ok(_), Err(errors)) => return Err(errors),
        };
        self.set_amount(amount);
        // If it can no longer be paid, the page shows why.
        let _ = self.state.charge(self.payment.id, card).await;
        Ok(())
    }

    async fn pay_by_phone(&self) -> Result<(), FormErrors> {
        let texts = self.language.texts();
        let amount = self.typed_amount();
        let mut errors = FormErrors::default();
        if mobile::number(self.data.field("phone")).is_none() {
            errors.add("phone", texts.wrong_phone);
        }
        match amount {
            Ok(amount) if errors.is_empty() => self.set_amount(amount),
            Ok(_) => return Err(errors),
            Err(mut first) => {
                first.append(Some(errors));
                return Err(first);
            }
        }
        let begun = mobile::begin(self.state, self.payment.id, self.data.field("phone"), None).await;
        begun.or_else(|refused| self.about("phone", refused))
    }

    fn confirm(&self) -> Result<(), FormErrors> {
        let confirmed = mobile::approve(self.state, self.payment.id, self.data.field("code"));
        confirmed.or_else(|refused| self.about("code", refused))
    }

    /// Reports an error that the payer can correct at its field; the state of the payment shows all others.
    fn about(&self, field: &'static str, ErrorCode { code, .. }: ErrorCode) -> Result<(), FormErrors> {
        if !matches!(code, 11002 | 11004 | 11021) {
            return Ok(());
        }
        let mut errors = FormErrors::default();
        errors.add(field, self.language.texts().error(code));
        Err(errors)
    }

    fn prepared(&self) -> Result<CardDetails, FormErrors> {
        let mut errors = FormErrors::default();
        self.data.cvc(self.language.texts(), &mut errors);
        match &self.payment.card {
            Some(card) if errors.is_empty() => Ok(card.clone()),
            _ => Err(errors),
        }
    }

    fn chosen(&self) -> Result<CardDetails, FormErrors> {
        let texts = self.language.texts();
        let id = match self.data.field("saved") {
            "" | "new" => return self.data.card(texts, self.state.world().now()),
            id => id,
        };
        let mut errors = FormErrors::default();
        self.data.cvc(texts, &mut errors);
        let card = self.saved_cards().into_iter().find(|saved| saved.id.to_string() == id);
        match card {
            None => {
                errors.add("all", texts.no_card_chosen);
                Err(errors)
            }
            Some(_) if !errors.is_empty() => Err(errors),
            Some(saved) => Ok(saved.card),
        }
    }

    fn typed_amount(&self) -> Result<Option<Amount>, FormErrors> {
        let Some(bounds) = &self.payment.open_amount else { return Ok(None) };
        let typed: String = self.data.field("amount").chars().filter(|c| !c.is_whitespace()).collect();
        let amount: Option<Amount> = typed.replace(',', ".").parse().ok();
        let is_right = |amount: &Amount| {
            *amount > Amount::ZERO
                && *amount <= Amount::from(LARGEST)
                && amount.decimal().scale() <= 2
                && bounds.from.is_none_or(|from| *amount >= from)
                && bounds.to.is_none_or(|to| *amount <= to)
        };
        match amount.filter(is_right) {
            Some(amount) => Ok(Some(amount)),
            None => {
                let mut errors = FormErrors::default();
                errors.add("amount", self.language.texts().wrong_amount);
                Err(errors)
            }
        }
    }

    fn set_amount(&self, amount: Option<Amount>) {
        self.state.change(self.payment.id, |payment, _| {
            if let Some(amount) = amount.filter(|_| payment.is_payable()) {
                payment.amount = amount;
            }
        });
    }
}
