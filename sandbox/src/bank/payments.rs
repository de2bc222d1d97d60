//! The lifecycle of a payment: the merchant agrees, the card is charged, the merchant is notified.

use freedompay::Secret;
use jiff::Timestamp;

use crate::callbacks::outgoing::{self, OutgoingCallback};
use crate::state::State;
use crate::world::callback_record::{CallbackRecord, ReplyVerdict};
use crate::world::challenge::ChallengeOutcome;
use crate::world::errors::{self, ErrorCode, NOT_FOUND};
use crate::world::payment::{self, Payment, PaymentState};
use crate::world::queue::Job;
use crate::world::saved_card::CardDetails;
use crate::world::transfer::TransferState;
use crate::world::{World, clock};

/// "Payment error, ask the shop": no source has a code for a merchant's rejection, and this is the nearest.
pub(crate) const REJECTED_BY_MERCHANT: u32 = 10016;

impl State {
    /// Charges a card: asks the merchant, then the payer's bank, then takes the money. The payment holds the result.
    pub(crate) async fn charge(&self, id: u64, card: CardDetails) -> Result<(), ErrorCode> {
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

    /// Notes an attempt to pay, and asks the merchant whether the order may be paid; otherwise the payment fails.
    pub(crate) async fn agreed(&self, id: u64, tried: impl FnOnce(&mut Payment, Timestamp)) -> Result<bool, ErrorCode> {
        let check = {
            let mut world = self.world();
            let now = world.now();
            let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
            match payment.state {
                PaymentState::Expired => return Err(ErrorCode::new(10018)),
                _ if !payment.is_payable() => return Err(ErrorCode::new(120)),
                _ => {}
            }
            tried(payment, now);
            payment.state = PaymentState::New;
            outgoing::check_request(payment)
        };
        let Some(callback) = check else { return Ok(true) };
        let record = self.deliver(&callback, 1).await;
        // Meanwhile another attempt may have gone further, or the payment expired.
        let is_open = self.world().payments.get(&id).is_some_and(|payment| payment.state == PaymentState::New);
        if !is_open {
            return Err(ErrorCode::new(120));
        }
        let Some(reason) = rejection(&record) else { return Ok(true) };
        self.change(id, |payment, now| payment.fail(now, REJECTED_BY_MERCHANT, reason));
        self.schedule_result(id);
        Ok(false)
    }

    /// Stores the bank's verdict on the payer; returns the text that proves it.
    pub(crate) fn answer_challenge(&self, md: &str, passed: bool) -> Option<String> {
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
        // For these the merchant does not pass on the bank's verdict: the provider has it already.
        if payment.made_by.starts_with("gateway.async.") {
            let id = payment.id;
            drop(world);
            let _ = self.complete(id, md, &proof);
        }
        Some(proof)
    }

    /// Continues a payment after its challenge.
    pub(crate) fn complete(&self, id: u64, md: &str, given: &str) -> Result<(), ErrorCode> {
        {
            let mut world = self.world();
            let now = world.now();
            let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
            let PaymentState::Challenge { md: own, pares } = &payment.state else { return Err(ErrorCode::new(120)) };
            // The tag may be empty: pg_3d_md is empty in one public log.
            let is_own = md.is_empty() || md == own;
            let passed = pares.as_ref().is_some_and(|found| found.passed && found.pares == given);
            if !is_own || !passed {
                payment.fail(now, 10004, errors::meaning(10004));
                drop(world);
                self.schedule_result(id);
                return Ok(());
            }
            payment.note(now, "the payer's bank has confirmed the payer");
        }
        self.settle(id);
        Ok(())
    }

    /// Authorizes the payment, or fails it as its card does.
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
                let at = clock::after(now, payment::HOLD_TIME);
                world.queue.add(at, Job::Capture(id));
            }
            world.queue.cancel(&Job::Expire(id));
            world.keep_card(id);
        }
        drop(world);
        self.schedule_result(id);
    }

    /// Schedules the result callback; it is sent as soon as the current call has its response.
    pub(crate) fn schedule_result(&self, id: u64) {
        let mut world = self.world();
        let now = world.now();
        if world.payments.get(&id).is_some_and(|payment| payment.urls.result.is_some()) {
            world.queue.add(now, Job::NotifyResult { payment: id, attempt: 1 });
        }
        drop(world);
        self.jobs_changed.notify_one();
    }

    /// Returns the key that signs a callback.
    pub(crate) fn key_for(&self, callback: &OutgoingCallback) -> &Secret {
        if callback.is_for_payouts { &self.credentials.payout_secret } else { &self.credentials.secret }
    }

    /// Changes a payment, if it exists.
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

/// Returns why the merchant rejects the payment. Anything but a signed `ok` is a rejection.
fn rejection(record: &CallbackRecord) -> Option<String> {
    match &record.verdict {
        ReplyVerdict::Ok => None,
        ReplyVerdict::Rejected { description } if !description.is_empty() => Some(description.clone()),
        verdict => Some(format!("the check URL did not agree: {verdict}")),
    }
}

/// Finds a saved card by its token.
pub(crate) fn saved_card(world: &World, token: &str) -> Option<CardDetails> {
    world.cards.iter().find(|saved| saved.token == token).map(|saved| saved.card.clone())
}
