//! What happens around a payment: the merchant is asked, the card is charged, the merchant is told.

use std::time::Duration;

use freedompay::Secret;
use jiff::Timestamp;

use crate::faults::Fault;
use crate::notices::{self, Letter, Notice, ReplyVerdict};
use crate::state::State;
use crate::world::World;
use crate::world::errors;
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
        let payment = world.payments.get_mut(&id).ok_or((11068, None))?;
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
            let payment = world.payments.get_mut(&id).ok_or((11068, None))?;
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
            let payment = world.payments.get_mut(&id).ok_or((11068, None))?;
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
                let at = now.saturating_add(payment::HOLD).unwrap_or(now);
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

    /// Does what has fallen due, in order, until nothing is left.
    pub(crate) async fn run_due(&self) {
        // One at a time: whoever waits for it finds everything done.
        let _turn = self.turn.lock().await;
        loop {
            let job = {
                let mut world = self.world();
                let now = world.now();
                match world.queue.take(now) {
                    None => return,
                    Some(job) => held_back(&mut world, job),
                }
            };
            match job {
                None | Some(Job::Late(_)) => {}
                Some(Job::Charge(id)) => {
                    let card = self.world().payments.get(&id).and_then(|payment| payment.card.clone());
                    if let Some(card) = card {
                        // What it comes to stands in the payment.
                        let _ = self.charge(id, card).await;
                    }
                }
                Some(Job::Capture(id)) => self.change(id, |payment, now| {
                    // Captured or cancelled in the meantime is as good.
                    let _ = payment.capture(now, None);
                }),
                Some(Job::Expire(id)) => self.change(id, |payment, now| {
                    if payment.is_payable() {
                        payment.state = PaymentState::Expired;
                        payment.note(now, "its lifetime is over");
                    }
                }),
                Some(Job::SettlePayout(id)) => self.world().settle_payout(id),
                Some(Job::Credit(id)) => self.world().credit(id),
                Some(Job::ExpirePayout(id)) => self.world().expire_payout(id),
                Some(Job::TellPayout(id)) => self.tell_payout(id).await,
                Some(Job::TellResult { payment, attempt }) => self.tell_result(payment, attempt).await,
            }
            self.changed();
        }
    }

    /// Moves the clock from one thing that falls due to the next.
    pub(crate) async fn advance(&self, time: Duration) {
        let end = {
            let now = self.world().now();
            now.saturating_add(time).unwrap_or(now)
        };
        self.run_due().await;
        loop {
            let step = {
                let mut world = self.world();
                let now = world.now();
                let stop = world.queue.next().filter(|next| *next < end).unwrap_or(end);
                let step = Duration::try_from(stop.duration_since(now)).unwrap_or(Duration::ZERO);
                world.clock.advance(step);
                stop
            };
            self.run_due().await;
            if step >= end {
                return;
            }
        }
    }

    async fn tell_result(&self, id: u64, attempt: u32) {
        let letter = {
            let world = self.world();
            let Some(payment) = world.payments.get(&id) else { return };
            let can_reject = attempt == 1 && payment.state == PaymentState::Paid;
            notices::result_notify(payment, can_reject).map(|letter| (letter, can_reject))
        };
        let Some((letter, can_reject)) = letter else { return };
        let notice = self.deliver(&letter, attempt).await;
        if let (true, ReplyVerdict::Rejected { description }) = (can_reject, &notice.verdict) {
            self.change(id, |payment, now| {
                payment.capture = None;
                payment.fail(now, REFUSED_BY_MERCHANT, description.clone());
                payment.note(now, "withdrawn: the merchant refused");
            });
        }
        if let Some(at) = notice.again_at {
            self.world().queue.add(at, Job::TellResult { payment: id, attempt: attempt + 1 });
        }
    }

    async fn tell_payout(&self, id: u64) {
        let letter = {
            let world = self.world();
            world.payouts.get(&id).and_then(|payout| notices::payout_notify(payout, &self.credentials))
        };
        if let Some(letter) = letter {
            self.deliver(&letter, 1).await;
        }
    }

    /// Sends a message to a merchant, unless something goes wrong with it, and keeps what became of it.
    pub(crate) async fn deliver(&self, letter: &Letter, attempt: u32) -> Notice {
        let fault = {
            let mut world = self.world();
            let fault = freedompay::endpoint(letter.kind)
                .and_then(|callback| world.faults.next(&[callback], |fault| !matches!(fault, Fault::CallbackLate(_))));
            if fault == Some(Fault::CallbackMissing) {
                let letter = Letter { fault, ..letter.clone() };
                let notice = Notice::unsent(&letter, world.now(), attempt, "not sent: the plan of faults says so");
                world.notices.push(notice.clone());
                return notice;
            }
            fault
        };
        let letter = Letter { fault, ..letter.clone() };
        let first = self.deliver_once(&letter, attempt).await;
        if letter.fault == Some(Fault::CallbackTwice) {
            self.deliver_once(&letter, attempt).await;
        }
        first
    }

    async fn deliver_once(&self, letter: &Letter, attempt: u32) -> Notice {
        let (salt, at) = {
            let mut world = self.world();
            (world.notice_salts.token(), world.now())
        };
        let mut notice = self.messenger.deliver(letter, &salt, self.key_for(letter), at, attempt).await;
        if matches!(notice.verdict, ReplyVerdict::Silent { .. }) && letter.is_repeated() {
            notice.again_at = notices::retry_at(at, attempt);
        }
        self.world().keep_notice(notice.clone());
        self.changed();
        notice
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

/// The job, unless a fault holds it back until later.
fn held_back(world: &mut World, job: Job) -> Option<Job> {
    let job = match job {
        Job::Late(job) => return Some(*job),
        job => job,
    };
    let callback = job.callback().and_then(freedompay::endpoint);
    let fault =
        callback.and_then(|callback| world.faults.next(&[callback], |fault| matches!(fault, Fault::CallbackLate(_))));
    let Some(Fault::CallbackLate(time)) = fault else { return Some(job) };
    let now = world.now();
    world.queue.add(now.saturating_add(time).unwrap_or(now), Job::Late(Box::new(job)));
    None
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
