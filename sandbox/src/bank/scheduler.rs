//! The scheduler: runs jobs that are due, and sends the merchant's callbacks.

use std::time::Duration;

use super::payments::REJECTED_BY_MERCHANT;
use crate::callbacks::outgoing::{self, OutgoingCallback};
use crate::faults::Fault;
use crate::state::State;
use crate::world::callback_record::{CallbackRecord, ReplyVerdict};
use crate::world::payment::PaymentState;
use crate::world::queue::Job;
use crate::world::{World, clock};

impl State {
    /// Runs the jobs that are due, in order, until none is left.
    pub(crate) async fn run_due_jobs(&self) {
        // Whoever waits for the lock finds every job done.
        let _running = self.job_lock.lock().await;
        loop {
            let job = {
                let mut world = self.world();
                let now = world.now();
                match world.queue.take(now) {
                    None => return,
                    Some(job) => or_delay(&mut world, job),
                }
            };
            match job {
                None | Some(Job::Late(_)) => {}
                Some(Job::Charge(id)) => {
                    let card = self.world().payments.get(&id).and_then(|payment| payment.card.clone());
                    if let Some(card) = card {
                        // The payment holds the result.
                        let _ = self.charge(id, card).await;
                    }
                }
                Some(Job::Capture(id)) => self.change(id, |payment, now| {
                    // Captured or cancelled in the meantime: nothing is left to do.
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
                Some(Job::NotifyPayout(id)) => self.notify_payout(id).await,
                Some(Job::NotifyResult { payment, attempt }) => self.notify_result(payment, attempt).await,
            }
            self.changed();
        }
    }

    /// Moves the clock from one due job to the next.
    pub(crate) async fn advance(&self, time: Duration) {
        let end = {
            let now = self.world().now();
            clock::after(now, time)
        };
        self.run_due_jobs().await;
        loop {
            let next = {
                let mut world = self.world();
                let now = world.now();
                let next = world.queue.next().filter(|next| *next < end).unwrap_or(end);
                let step = Duration::try_from(next.duration_since(now)).unwrap_or(Duration::ZERO);
                world.clock.advance(step);
                next
            };
            self.run_due_jobs().await;
            if next >= end {
                return;
            }
        }
    }

    async fn notify_result(&self, id: u64, attempt: u32) {
        let callback = {
            let world = self.world();
            let Some(payment) = world.payments.get(&id) else { return };
            let can_reject = attempt == 1 && payment.state == PaymentState::Paid;
            outgoing::result_notify(payment, can_reject).map(|callback| (callback, can_reject))
        };
        let Some((callback, can_reject)) = callback else { return };
        let record = self.deliver(&callback, attempt).await;
        if let (true, ReplyVerdict::Rejected { description }) = (can_reject, &record.verdict) {
            self.change(id, |payment, now| {
                payment.capture = None;
                payment.fail(now, REJECTED_BY_MERCHANT, description.clone());
                payment.note(now, "withdrawn: the merchant rejected it");
            });
        }
        if let Some(at) = record.retry_at {
            self.world().queue.add(at, Job::NotifyResult { payment: id, attempt: attempt + 1 });
        }
    }

    async fn notify_payout(&self, id: u64) {
        let callback = {
            let world = self.world();
            world.payouts.get(&id).and_then(|payout| outgoing::payout_notify(payout, &self.credentials))
        };
        if let Some(callback) = callback {
            self.deliver(&callback, 1).await;
        }
    }

    /// Sends a callback unless a fault prevents it, and keeps its record.
    pub(crate) async fn deliver(&self, callback: &OutgoingCallback, attempt: u32) -> CallbackRecord {
        let fault = {
            let mut world = self.world();
            let fault = freedompay::endpoint(callback.kind)
                .and_then(|endpoint| world.faults.next(&[endpoint], |fault| !matches!(fault, Fault::CallbackLate(_))));
            if fault == Some(Fault::CallbackMissing) {
                let callback = OutgoingCallback { fault, ..callback.clone() };
                let record = callback.record_unsent(world.now(), attempt, "not sent, by the plan of faults");
                world.keep_callback(record.clone());
                drop(world);
                self.changed();
                return record;
            }
            fault
        };
        let callback = OutgoingCallback { fault, ..callback.clone() };
        let record = self.deliver_once(&callback, attempt).await;
        if callback.fault == Some(Fault::CallbackTwice) {
            self.deliver_once(&callback, attempt).await;
        }
        record
    }

    async fn deliver_once(&self, callback: &OutgoingCallback, attempt: u32) -> CallbackRecord {
        let (salt, at) = {
            let mut world = self.world();
            (world.callback_salts.token(), world.now())
        };
        let mut record = self.callback_sender.deliver(callback, &salt, self.key_for(callback), at, attempt).await;
        if matches!(record.verdict, ReplyVerdict::NoResponse { .. }) && callback.is_repeated() {
            record.retry_at = outgoing::retry_at(at, attempt);
        }
        self.world().keep_callback(record.clone());
        self.changed();
        record
    }
}

/// Returns the job, unless a fault delays it.
fn or_delay(world: &mut World, job: Job) -> Option<Job> {
    let job = match job {
        Job::Late(job) => return Some(*job),
        job => job,
    };
    let callback = job.callback().and_then(freedompay::endpoint);
    let fault =
        callback.and_then(|endpoint| world.faults.next(&[endpoint], |fault| matches!(fault, Fault::CallbackLate(_))));
    let Some(Fault::CallbackLate(time)) = fault else { return Some(job) };
    let now = world.now();
    world.queue.add(clock::after(now, time), Job::Late(Box::new(job)));
    None
}
