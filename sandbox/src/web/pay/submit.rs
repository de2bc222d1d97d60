//! What the payer does.

use freedompay::Amount;

use super::Visit;
use crate::calls::mobile;
use crate::server::Reply;
use crate::web::html::see_other;
use crate::web::posted::Mistakes;
use crate::world::payment::Refused;
use crate::world::saved_card::CardFacts;

/// Of a payment, in major units; the maximum of the calls that open one.
const LARGEST: u32 = 99_999_999;

impl Visit<'_> {
    pub(super) async fn submit(&self) -> Reply {
        let (state, id) = (self.state, self.payment.id);
        let done = if self.posted.field("PaRes").is_empty() {
            match self.posted.field("step") {
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
            // Back from the bank; a second time the payment is where it is.
            let _ = state.complete(id, self.posted.field("MD"), self.posted.field("PaRes"));
            Ok(())
        };
        // The merchant is told before the browser is sent on, so that the shop's page knows what to say.
        state.run_due().await;
        match done {
            Ok(()) => see_other(&self.address_here()),
            Err(wrong) => self.show(&wrong),
        }
    }

    async fn pay_by_card(&self) -> Result<(), Mistakes> {
        let amount = self.typed_amount();
        let card = if self.is_prepared() { self.prepared() } else { self.chosen() };
        let (amount, card) = match (amount, card) {
            (Ok(amount), Ok(card)) => (amount, card),
            (Err(mut wrong), card) => {
                wrong.append(card.err());
                return Err(wrong);
            }
            (Ok(_), Err(wrong)) => return Err(wrong),
        };
        self.set_amount(amount);
        // What cannot be paid any more shows so on the page.
        let _ = self.state.charge(self.payment.id, card).await;
        Ok(())
    }

    async fn pay_by_phone(&self) -> Result<(), Mistakes> {
        let texts = self.language.texts();
        let amount = self.typed_amount();
        let mut wrong = Mistakes::default();
        if mobile::number(self.posted.field("phone")).is_none() {
            wrong.add("phone", texts.wrong_phone);
        }
        match amount {
            Ok(amount) if wrong.is_empty() => self.set_amount(amount),
            Ok(_) => return Err(wrong),
            Err(mut first) => {
                first.append(Some(wrong));
                return Err(first);
            }
        }
        let begun = mobile::begin(self.state, self.payment.id, self.posted.field("phone"), None).await;
        begun.or_else(|refused| self.about("phone", refused))
    }

    fn confirm(&self) -> Result<(), Mistakes> {
        let confirmed = mobile::approve(self.state, self.payment.id, self.posted.field("code"));
        confirmed.or_else(|refused| self.about("code", refused))
    }

    /// What can be corrected is said at its field; anything else shows in the state of the payment.
    fn about(&self, field: &'static str, (code, _): Refused) -> Result<(), Mistakes> {
        if !matches!(code, 11002 | 11004 | 11021) {
            return Ok(());
        }
        let mut wrong = Mistakes::default();
        wrong.add(field, self.language.texts().error(code));
        Err(wrong)
    }

    fn prepared(&self) -> Result<CardFacts, Mistakes> {
        let mut wrong = Mistakes::default();
        self.posted.cvc(self.language.texts(), &mut wrong);
        match &self.payment.card {
            Some(card) if wrong.is_empty() => Ok(card.clone()),
            _ => Err(wrong),
        }
    }

    fn chosen(&self) -> Result<CardFacts, Mistakes> {
        let texts = self.language.texts();
        let id = match self.posted.field("saved") {
            "" | "new" => return self.posted.card(texts, self.state.world().now()),
            id => id,
        };
        let mut wrong = Mistakes::default();
        self.posted.cvc(texts, &mut wrong);
        let card = self.saved_cards().into_iter().find(|saved| saved.id.to_string() == id);
        match card {
            None => {
                wrong.add("all", texts.no_card_chosen);
                Err(wrong)
            }
            Some(_) if !wrong.is_empty() => Err(wrong),
            Some(saved) => Ok(saved.card),
        }
    }

    fn typed_amount(&self) -> Result<Option<Amount>, Mistakes> {
        let Some(bounds) = &self.payment.open_amount else { return Ok(None) };
        let typed: String = self.posted.field("amount").chars().filter(|c| !c.is_whitespace()).collect();
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
                let mut wrong = Mistakes::default();
                wrong.add("amount", self.language.texts().wrong_amount);
                Err(wrong)
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
