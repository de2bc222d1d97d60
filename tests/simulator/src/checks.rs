//! What must hold, whatever happens.

use freedompay::journal::EntryState;
use freedompay::meta::Effect;

use crate::calls::{order_id, uuid};
use crate::history::History;
use crate::program::Told;

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
            let (kind, truth) = (self.jobs[order].kind, truth.truth);
            self.violate(format!("order {order} ({kind:?}): told {told:?}, but it is {truth:?}"));
        }
    }

    /// Whatever may have happened is open in the journal, or was told to the program.
    ///
    /// An outcome that was recorded, but not handed to the program before it died, is no longer open; only what it says is
    /// checked. Closing that gap takes an acknowledgement by the program.
    pub(crate) fn check_books(&mut self) {
        for job in 0..self.jobs.len() {
            let kind = self.jobs[job].kind;
            if kind.endpoint().effect != Effect::Money {
                continue;
            }
            let entry = self.journal.of_order(&order_id(job)).or_else(|| self.journal.of_order(&uuid(job).to_string()));
            let state = entry.map(|entry| entry.state);
            let may_have_arrived = self.jobs[job].call.is_some_and(|call| self.calls[call].may_have_arrived);
            let told = self.jobs[job].told.last().copied();
            let truth = &self.orders[job];
            let wrong = match state {
                None => (may_have_arrived || truth.was_accepted()) && told.is_none(),
                Some(EntryState::Pending | EntryState::InDoubt) => false,
                Some(EntryState::Responded) => !truth.was_accepted(),
                Some(EntryState::Happened) => !truth.happened(),
                Some(EntryState::DidNotHappen) => truth.happened(),
                Some(EntryState::NotSent | EntryState::Refused) => truth.was_accepted(),
                Some(_) => true,
            };
            let is_closed = state.is_some_and(EntryState::is_final);
            if wrong || (is_closed && told == Some(Told::Doubt)) {
                let truth = truth.truth;
                self.violate(format!(
                    "order {job} ({kind:?}): told {told:?}, the journal {state:?}, but it is {truth:?}"
                ));
            }
        }
    }

    /// Everything has ended, nothing is lost, and nothing that was told has become false.
    pub(crate) fn check_end(&mut self) {
        if self.violation.is_some() {
            return;
        }
        self.check_books();
        for job in 0..self.jobs.len() {
            for told in self.jobs[job].told.clone() {
                self.check_told(job, told);
            }
        }
        if let Some(call) = self.calls.iter().position(|call| !call.is_over) {
            self.violate(format!("call {call} never ends"));
        }
        for client in 0..self.settings.len() {
            let (free, waiting) = self.permits(client);
            if free != self.tuning.max_concurrency || waiting > 0 {
                self.violate(format!("permits are lost: {free:?} free, {waiting} calls wait"));
            }
        }
    }

    /// Returns the order that an entry of the journal is about.
    pub(crate) fn order_of(&self, ids: &[(String, String)]) -> Option<usize> {
        (0..self.jobs.len())
            .find(|job| ids.iter().any(|(_, id)| *id == order_id(*job) || *id == uuid(*job).to_string()))
    }
}
