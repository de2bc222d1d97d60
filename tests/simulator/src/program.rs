//! The program: what it does with what it is told, at whichever instance is told it.

use std::time::Duration;

use freedompay::error::Error;
use freedompay::journal::{ClaimScope, JournalKey as _};
use freedompay::meta::Effect;
use freedompay::{RawResponse, Uuid};
use freedompay_runtime::machine::{ReconcileMachine, Schedule};

use crate::books::{Book, Change, Commit, Style, Told};
use crate::call::Owner;
use crate::calls::Kind;
use crate::database::{Asker, Statement};
use crate::history::{Due, History};
use crate::recovery::Question;

/// A transaction that an instance waits for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doing {
    instance: usize,
    commit: Commit,
}

impl History<'_> {
    /// Does what the program wants, at an instance that runs.
    pub(crate) fn start(&mut self, job: usize, instance: usize) {
        let count = self.instances.len();
        let Some(instance) = (0..count).map(|n| (instance + n) % count).find(|at| self.instances[*at].is_up) else {
            return self.push(Duration::from_secs(1), Due::Start(job, instance));
        };
        let order = self.jobs[job].orders[0];
        if self.keeps_books(job) {
            self.transact(instance, Commit { order, what: Change::Mark });
        } else {
            self.send_order(instance, order);
        }
    }

    fn keeps_books(&self, job: usize) -> bool {
        self.jobs[job].kind.moves_money() && self.style != Style::None
    }

    fn send_order(&mut self, instance: usize, order: usize) {
        let job = self.orders[order].job;
        let kind = self.jobs[job].kind;
        // A status call is about the order before it, if that is the same merchant's.
        let before = order.saturating_sub(1);
        let is_own = self.orders[before].merchant == self.orders[order].merchant;
        let about = if kind == Kind::PayoutStatus && is_own { before } else { order };
        match kind.message(about) {
            Ok(message) => self.call(instance, kind, about, Owner::Program, message),
            Err(error) => self.violate(format!("{kind:?} cannot be written: {error}")),
        }
    }

    fn transact(&mut self, instance: usize, commit: Commit) {
        self.doing.push(Doing { instance, commit });
        let id = self.doing.len() - 1;
        self.ask(instance, Asker::Program(id), Statement::Commit(commit));
    }

    /// Goes on after a transaction. One of which nobody knows whether it was committed counts as failed: what is still in the
    /// journal comes back.
    pub(crate) fn committed(&mut self, id: usize, changed: Option<bool>) {
        let Doing { instance, commit } = self.doing[id];
        let Some(changed) = changed else { return };
        let Commit { order, what } = commit;
        match what {
            Change::Note(told, key) => {
                self.transact(instance, Commit { order, what: Change::Acknowledge(told, key) });
            }
            Change::Acknowledge(told, _) if changed && told.is_no() => {
                self.transact(instance, Commit { order, what: Change::Again });
            }
            Change::Mark | Change::Settle(..) | Change::Again if changed => {
                let job = self.orders[order].job;
                if let Book::Sending(next) = self.jobs[job].book {
                    self.send_order(instance, next);
                }
            }
            _ => {}
        }
    }

    /// Tells the program how a call ended.
    pub(crate) fn ended(&mut self, call: usize, outcome: Result<RawResponse, Error>) {
        let (instance, client) = (self.calls[call].instance, self.calls[call].client);
        let (kind, order) = (self.calls[call].kind, self.calls[call].order);
        if kind.endpoint().effect == Effect::Read {
            if outcome.as_ref().is_err_and(Error::may_have_happened) {
                self.violate("a call that reads may have happened");
            }
            return;
        }
        let told = match &outcome {
            Ok(_) => Told::Accepted,
            Err(error) if error.may_have_happened() => Told::Doubt,
            Err(_) => Told::Nothing,
        };
        self.tell(order, told);
        if !kind.moves_money() {
            return;
        }
        let Some(key) = outcome.journal_key().filter(|key| Some(*key) == self.calls[call].key) else {
            return self.violate(format!("the outcome of call {call} does not name its entry"));
        };
        if told != Told::Doubt {
            return self.settled(instance, order, told, key);
        }
        if self.database.holds.is_closed_by(key, key) {
            return self.violate(format!("the program is told that call {call} is in doubt, and its entry is closed"));
        }
        // Now, later, or never: then it is left to recovery.
        let Some(lost) = outcome.err().as_ref().and_then(Error::call).cloned() else { return };
        if self.choices.below(4) < 3 {
            let settings = &self.settings[client];
            let machine = ReconcileMachine::new(settings, Ok(lost), Schedule::RECONCILE);
            let merchant = self.orders[order].merchant;
            let after = self.choices.one_of(&[0, 700, 5000].map(Duration::from_millis));
            self.questions.push(Question::new(instance, client, merchant, order, Some(machine)));
            let question = self.questions.len() - 1;
            self.push_at(instance, after, Due::Claim(question, ClaimScope::Entry(key)));
        }
    }

    /// Writes down what is known of an order by now.
    pub(crate) fn settled(&mut self, instance: usize, order: usize, told: Told, key: Uuid) {
        let what = match self.style {
            Style::None => return,
            Style::TwoSteps => Change::Note(told, key),
            Style::OneCommit | Style::Numbered => Change::Settle(told, key),
        };
        self.transact(instance, Commit { order, what });
    }

    pub(crate) fn tell(&mut self, order: usize, told: Told) {
        self.note(|| format!("the program is told about order {order}: {told:?}"));
        let job = self.orders[order].job;
        self.jobs[job].told.push((order, told));
        self.check_told(order, told);
    }
}
