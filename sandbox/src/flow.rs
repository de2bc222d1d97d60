//! What happens around a payment: the merchant is asked, the card is charged, the merchant is told.

use freedompay::Secret;
use jiff::Timestamp;

use crate::notices::{self, Letter, Notice, ReplyVerdict};
use crate::state::State;
use crate::world::World;
use crate::world::clock;
use crate::world::errors::{self, NOT_FOUND};
use crate::world::payment::{self, ChallengeOutcome, Payment, Refused, State as PaymentState};
use crate::world::queue::Job;
use crate::world::saved_card::CardFacts;
use crate::world::transfer::State as TransferState;

/// No source has a code for a merchant's refusal: "payment error, ask the shop" is the nearest of the provider's list.
pub(crate) const REFUSED_BY_MERCHANT: u32 = 10016;

impl State {
    /// Tries a card: asks the merchant, then the payer's bank, then takes the money. How it came out stands in the payment.
    pub(crate) async fn charge(&self, id: u64, card: CardFacts) -> Result<(), Refused> {
        let tried = |payment: &mut Payment, now| {
            payment.note(now, format!("tried with card {}", card.masked));
            payment.card = Some(card);
            if payment.phone.take().is_some() {
                payment.method = "bankcard".to_owned();
            }
        };
        if !self.agreed(id, tried).await? {
            return Ok(());
        }
        let mut world = self.world();
        let md = world.ids.token();
        let now = world.now();
        let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
        if payment.card.as_ref().is_some_and(|card| card.behaviour.three_ds) {
            payment.note(now, "the payer's bank asks for a code");
            payment.state = PaymentState::Challenge { md, pares: None };
            return Ok(());
        }
        drop(world);
        self.settle(id);
        Ok(())
    }

    /// Notes a try to pay, and asks the merchant whether the order may be paid. Without its consent the payment fails.
    pub(crate) async fn agreed(&self, id: u64, tried: impl FnOnce(&mut Payment, Timestamp)) -> Result<bool, Refused> {
        let question = {
            let mut world = self.world();
            let now = world.now();
            let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
            match payment.state {
                PaymentState::Expired => return Err((10018, None)),
                _ if !payment.is_payable() => return Err((120, None)),
                _ => {}
            }
            tried(payment, now);
            payment.state = PaymentState::New;
            notices::check_request(payment)
        };
        let Some(letter) = question else { return Ok(true) };
        let notice = self.deliver(&letter, 1).await;
        // While the merchant thought, another try may have gone further, or the time run out.
        let is_open = self.world().payments.get(&id).is_some_and(|payment| payment.state == PaymentState::New);
        if !is_open {
            return Err((120, None));
        }
        let Some(why) = refusal(&notice) else { return Ok(true) };
        self.change(id, |payment, now| payment.fail(now, REFUSED_BY_MERCHANT, why));
        self.tell_later(id);
        Ok(false)
    }

    /// The payer's bank has found out whether it is the payer; gives what proves it.
    pub(crate) fn challenged(&self, md: &str, passed: bool) -> Option<String> {
        let mut world = self.world();
        let proof = world.ids.token();
        let found = Some(ChallengeOutcome { pares: proof.clone(), passed });
        if let Some(waiting) = world.card_challenges.iter_mut().find(|waiting| waiting.md == md) {
            waiting.found = found;
            return Some(proof);
        }
        for transfer in world.transfers.values_mut() {
            if let TransferState::Challenge { md: own, found: known } = &mut transfer.state
                && own == md
            {
                *known = found;
                return Some(proof);
            }
        }
        let payment = world.payments.values_mut().find(|p| is_challenge(&p.state, md))?;
        payment.state = PaymentState::Challenge { md: md.to_owned(), pares: found };
        // Of these the merchant's page does not hand on what the bank has found: the provider knows it.
        if payment.made_by.starts_with("gateway.async.") {
            let id = payment.id;
            drop(world);
            let _ = self.complete(id, md, &proof);
        }
        Some(proof)
    }

    /// Goes on with a payment after its challenge.
    pub(crate) fn complete(&self, id: u64, md: &str, given: &str) -> Result<(), Refused> {
        {
            let mut world = self.world();
            let now = world.now();
            let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
            let PaymentState::Challenge { md: own, pares } = &payment.state else { return Err((120, None)) };
            // The tag may stand empty: pg_3d_md is empty in one public log.
            let is_own = md.is_empty() || md == own;
            let passed = pares.as_ref().is_some_and(|found| found.passed && found.pares == given);
            if !is_own || !passed {
                payment.fail(now, 10004, errors::meaning(10004));
                drop(world);
                self.tell_later(id);
                return Ok(());
            }
            payment.note(now, "the payer's bank has confirmed the payer");
        }
        self.settle(id);
        Ok(())
    }

    /// The bank decides.
    pub(crate) fn settle(&self, id: u64) {
        let mut world = self.world();
        let (reference, auth_code) = (world.ids.digits(12), world.ids.digits(6));
        let (profile, now) = (world.ids.number(), world.now());
        let Some(payment) = world.payments.get_mut(&id).filter(|payment| payment.is_payable()) else { return };
        payment.reference = reference;
        payment.auth_code = auth_code;
        let error = payment.card.as_ref().and_then(|card| card.behaviour.error);
        if let Some(code) = error {
            payment.fail(now, code, errors::meaning(code));
        } else {
            payment.authorize(now);
            payment.recurring_profile = payment.recurring_profile.or(payment.recurring_months.map(|_| profile));
            if payment.capture.is_none() {
                let at = clock::after(now, payment::HOLD);
                world.queue.add(at, Job::Capture(id));
            }
            world.queue.cancel(&Job::Expire(id));
            world.keep_card(id);
        }
        drop(world);
        self.tell_later(id);
    }

    /// The merchant is told as soon as the call that caused it is answered.
    pub(crate) fn tell_later(&self, id: u64) {
        let mut world = self.world();
        let now = world.now();
        if world.payments.get(&id).is_some_and(|payment| payment.urls.result.is_some()) {
            world.queue.add(now, Job::TellResult { payment: id, attempt: 1 });
        }
        drop(world);
        self.wake.notify_one();
    }

    pub(crate) fn key_for(&self, letter: &Letter) -> &Secret {
        if letter.is_of_payouts { &self.credentials.payout_secret } else { &self.credentials.secret }
    }

    /// Changes a payment, if it is there.
    pub(crate) fn change(&self, id: u64, change: impl FnOnce(&mut Payment, Timestamp)) {
        let mut world = self.world();
        let now = world.now();
        if let Some(payment) = world.payments.get_mut(&id) {
            change(payment, now);
        }
    }
}

fn is_challenge(state: &PaymentState, md: &str) -> bool {
    matches!(state, PaymentState::Challenge { md: own, .. } if own == md)
}

/// Why the merchant does not want the payment. Anything but a signed `ok` is a no.
fn refusal(notice: &Notice) -> Option<String> {
    match &notice.verdict {
        ReplyVerdict::Ok => None,
        ReplyVerdict::Rejected { description } if !description.is_empty() => Some(description.clone()),
        verdict => Some(format!("the check URL did not agree: {verdict}")),
    }
}

/// A saved card of a user, by its token.
pub(crate) fn saved_card(world: &World, token: &str) -> Option<CardFacts> {
    world.cards.iter().find(|saved| saved.token == token).map(|saved| saved.card.clone())
}
