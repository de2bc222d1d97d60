//! What must hold, whatever happens.

use std::time::Duration;

use freedompay::journal::EntryState;

use crate::books::{Book, Style, Told};
use crate::call::Call;
use crate::history::{Due, History};
use crate::provider::Truth;

/// How often the journal is looked into before what is still open counts as never acknowledged.
const LOOKS: u32 = 30;

impl History<'_> {
    /// What the program is told does not contradict what is true by now.
    pub(crate) fn check_told(&mut self, order: usize, told: Told) {
        let truth = &self.orders[order];
        let is_false = match told {
            Told::Accepted => !truth.was_accepted(),
            Told::Happened => !truth.happened(),
            // What is on its way still can make these false: they are checked again at the end.
            Told::Nothing => truth.was_accepted(),
            Told::DidNotHappen => truth.happened(),
            Told::Doubt => false,
        };
        if is_false {
            let truth = truth.truth;
            self.violate(format!("order {order}: told {told:?}, but it is {truth:?}"));
        }
    }

    /// Whatever a program wants paid is paid once.
    pub(crate) fn check_paid_once(&mut self, order: usize) {
        let job = self.orders[order].job;
        let paid = self.jobs[job].orders.iter().filter(|order| self.orders[**order].happened()).count();
        if paid > 1 {
            self.violate(format!("job {job} is paid {paid} times"));
        }
    }

    /// Whatever may have happened is open in the journal, or was acknowledged by the program; and what the journal holds is
    /// true.
    pub(crate) fn check_books(&mut self) {
        let now = self.now;
        self.database.set_clock(now);
        let entries = self.database.journal.entries();
        for call in 0..self.calls.len() {
            let call = &self.calls[call];
            if !call.kind.moves_money() {
                continue;
            }
            let (order, may_have_arrived) = (call.order, call.may_have_arrived);
            let truth = &self.orders[order];
            let book = self.jobs[truth.job].book;
            let entry = call.key.and_then(|key| entries.iter().find(|entry| entry.intent.key == key));
            let is_closed = call.key.is_some_and(|key| self.database.holds.is_closed(key));
            let wrong = match entry.map(|entry| entry.state) {
                None if is_closed && self.style != Style::None => book == Book::New || book == Book::Sending(order),
                None => !is_closed && (may_have_arrived || truth.truth != Truth::Untouched),
                Some(EntryState::Pending | EntryState::InDoubt) => false,
                Some(EntryState::Responded) => !truth.was_accepted(),
                Some(EntryState::Happened) => !truth.happened(),
                Some(EntryState::DidNotHappen) => truth.happened(),
                Some(EntryState::NotSent | EntryState::Refused) => truth.was_accepted(),
                Some(_) => true,
            };
            if wrong {
                let (truth, state) = (truth.truth, entry.map(|entry| entry.state));
                return self.violate(format!(
                    "order {order}: the books say {book:?}, the journal {state:?} (closed: {is_closed}), it is {truth:?}"
                ));
            }
        }
    }

    /// Lets nothing fail any more, and the instances look into the journal until everything is acknowledged.
    pub(crate) fn calm_down(&mut self) {
        self.check_books();
        self.database.down_until = Duration::ZERO;
        for at in 0..self.instances.len() {
            self.restart(at);
            self.instances[at].looks_every = None;
        }
        self.go_on_calmly();
        for _ in 0..LOOKS {
            if self.violation.is_some() || self.never_acknowledged().is_none() {
                break;
            }
            self.push(Duration::from_secs(60), Due::Look(0));
            self.go_on_calmly();
        }
        self.check_end();
    }

    /// Returns what is still open in the journal, but for what no status call can ever settle.
    fn never_acknowledged(&self) -> Option<String> {
        let can_be_settled = |call: &Call| call.kind.shows_absence() || self.orders[call.order].was_accepted();
        let entries = self.database.journal.entries();
        let open = entries.iter().find(|entry| {
            let call = self.calls.iter().find(|call| call.key == Some(entry.intent.key));
            call.is_some_and(can_be_settled)
        });
        open.map(|entry| format!("{:?} {:?}", entry.intent.ids, entry.state))
    }

    /// Everything has ended, nothing is lost, and nothing that was told has become false.
    fn check_end(&mut self) {
        if self.violation.is_some() {
            return;
        }
        self.check_books();
        self.check_notices();
        if let Some(open) = self.never_acknowledged() {
            self.violate(format!("a call is never acknowledged: {open}"));
        }
        for job in 0..self.jobs.len() {
            for (order, told) in self.jobs[job].told.clone() {
                self.check_told(order, told);
            }
            self.check_book(job);
        }
        if let Some(call) = self.calls.iter().position(|call| !call.is_over) {
            self.violate(format!("call {call} never ends"));
        }
        for instance in 0..self.instances.len() {
            for client in 0..self.settings.len() {
                let (free, waiting) = self.permits(instance, client);
                if free != self.tuning.max_concurrency || waiting > 0 {
                    self.violate(format!("permits are lost: {free:?} free, {waiting} calls wait"));
                }
            }
        }
    }

    /// The books of a program end equal to the provider's.
    fn check_book(&mut self, job: usize) {
        let orders = &self.jobs[job].orders;
        if !self.jobs[job].kind.moves_money() || self.style == Style::None {
            return;
        }
        let book = self.jobs[job].book;
        let paid: Vec<usize> = orders.iter().copied().filter(|order| self.orders[*order].happened()).collect();
        let is_right = match book {
            Book::New => orders.iter().all(|order| self.orders[*order].truth == Truth::Untouched),
            // It was never sent, because the program died or the database failed before there was a record; or nobody can tell.
            Book::Sending(order) => {
                let is_open = self.database.journal.entries().iter().any(|entry| {
                    self.calls.iter().any(|call| call.order == order && call.key == Some(entry.intent.key))
                });
                paid.is_empty() && (is_open || self.orders[order].truth == Truth::Untouched)
            }
            Book::Paid(order) => self.orders[order].was_accepted() && paid.iter().all(|paid| *paid == order),
            Book::NotPaid(_) => paid.is_empty(),
        };
        if !is_right {
            self.violate(format!("the books say of job {job} {book:?}, and these orders were paid: {paid:?}"));
        }
    }
}
