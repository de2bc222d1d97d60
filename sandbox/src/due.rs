//! What happens by itself when its time has come, and telling merchants of it.

use std::time::Duration;

use crate::faults::Fault;
use crate::flow::REFUSED_BY_MERCHANT;
use crate::notices::{self, Letter, Notice, ReplyVerdict};
use crate::state::State;
use crate::world::World;
use crate::world::clock;
use crate::world::payment::State as PaymentState;
use crate::world::queue::Job;

impl State {
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
            clock::after(now, time)
        };
        self.run_due().await;
        loop {
            let next = {
                let mut world = self.world();
                let now = world.now();
                let next = world.queue.next().filter(|next| *next < end).unwrap_or(end);
                let step = Duration::try_from(next.duration_since(now)).unwrap_or(Duration::ZERO);
                world.clock.advance(step);
                next
            };
            self.run_due().await;
            if next >= end {
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
                world.keep_notice(notice.clone());
                drop(world);
                self.changed();
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
    world.queue.add(clock::after(now, time), Job::Late(Box::new(job)));
    None
}
