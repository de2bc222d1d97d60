//! The program: what it wants done, what it was told, and what it does after a crash.

use std::time::Duration;

use freedompay::error::Error;
use freedompay::meta::Effect;
use freedompay::reconcile::Outcome;
use freedompay::{RawResponse, Uuid};
use freedompay_runtime::machine::{ReconcileEvent, ReconcileMachine, ReconcileStep, Recovery, Schedule, state_of};

use crate::call::Owner;
use crate::calls::Kind;
use crate::history::{Due, History};
use crate::provider::Truth;

/// What a program was told about one of its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The provider took it on.
    Accepted,
    /// Nothing happened.
    Nothing,
    /// It may have happened.
    Doubt,
    /// A status call says that it happened.
    Happened,
    /// A status call says that it did not happen.
    DidNotHappen,
}

/// Something a program wants done once.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) kind: Kind,
    pub(crate) call: Option<usize>,
    pub(crate) told: Vec<Told>,
}

impl Job {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, call: None, told: Vec::new() }
    }
}

/// A question what became of a call.
pub(crate) struct Question {
    machine: ReconcileMachine,
    order: usize,
    /// The entry that is settled by the answer, after a crash.
    entry: Option<Uuid>,
    is_over: bool,
}

impl History<'_> {
    /// Does what the program wants.
    pub(crate) fn start(&mut self, job: usize) {
        let kind = self.jobs[job].kind;
        let order = if kind == Kind::PayoutStatus { job.saturating_sub(1) } else { job };
        match kind.message(order) {
            Ok(message) => {
                self.jobs[job].call = Some(self.calls.len());
                self.call(kind, order, Owner::Job(job), message);
            }
            Err(error) => self.violate(format!("{kind:?} cannot be written: {error}")),
        }
    }

    /// Tells the program how a call ended.
    pub(crate) fn told(&mut self, job: usize, call: usize, outcome: Result<RawResponse, Error>) {
        let kind = self.jobs[job].kind;
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
        self.tell(job, told);
        let Some(error) = outcome.err().filter(|_| told == Told::Doubt && kind.status().is_some()) else { return };
        let Some(lost) = error.call().filter(|_| self.choices.below(4) < 3) else { return };
        let settings = &self.settings[kind.client()];
        let machine = ReconcileMachine::new(settings, Ok(lost.clone()), Schedule::RECONCILE);
        self.questions.push(Question { machine, order: self.calls[call].order, entry: None, is_over: false });
        let after = self.choices.one_of(&[0, 700, 5000].map(Duration::from_millis));
        self.push(after, Due::Question(self.questions.len() - 1, ReconcileEvent::Begin));
    }

    fn tell(&mut self, order: usize, told: Told) {
        self.note(|| format!("the program is told about order {order}: {told:?}"));
        self.jobs[order].told.push(told);
        self.check_told(order, told);
    }

    /// Goes on with a question.
    pub(crate) fn question(&mut self, id: usize, event: ReconcileEvent) {
        if self.questions[id].is_over {
            return;
        }
        let now = self.clock();
        let question = &mut self.questions[id];
        let step = question.machine.handle(now, event);
        let order = question.order;
        self.steps += 1;
        let name = match &step {
            ReconcileStep::Ask(_) => "ask",
            ReconcileStep::Sleep(..) => "sleep between questions",
            ReconcileStep::Done(_) => "done",
        };
        if self.crashes(name, false) {
            return;
        }
        match step {
            ReconcileStep::Ask(query) => match Kind::of(query.endpoint) {
                Some(kind) => self.call(kind, order, Owner::Question(id), query.message()),
                None => self.violate(format!("{} is asked", query.endpoint.id)),
            },
            ReconcileStep::Sleep(time, ..) => self.push(time, Due::Question(id, ReconcileEvent::Awake)),
            ReconcileStep::Done(outcome) => self.found(id, &outcome),
        }
        self.crashes(name, true);
    }

    /// Gives a question the answer of its status call.
    pub(crate) fn answered(&mut self, id: usize, answer: Result<RawResponse, Error>) {
        self.push(Duration::ZERO, Due::Question(id, ReconcileEvent::Answered(answer)));
    }

    fn found(&mut self, id: usize, outcome: &Result<Outcome, Error>) {
        let question = &mut self.questions[id];
        question.is_over = true;
        let (order, entry) = (question.order, question.entry);
        if let (Some(key), Some(state)) = (entry, state_of(outcome)) {
            let _ = self.record_outcome(key, state);
        }
        match outcome {
            Ok(Outcome::Happened(_)) => self.tell(order, Told::Happened),
            Ok(Outcome::DidNotHappen { .. }) => self.tell(order, Told::DidNotHappen),
            Ok(_) => self.note(|| format!("order {order} stays open")),
            Err(error) => self.violate(format!("order {order} cannot be asked about: {error}")),
        }
    }

    /// Decides whether the program dies here. Reports whether it did.
    pub(crate) fn crashes(&mut self, step: &'static str, after: bool) -> bool {
        if self.crashes >= 3 || !self.choices.once_in(90) {
            return false;
        }
        self.crashes += 1;
        *self.report.crashes.entry((step, after)).or_default() += 1;
        self.fault("crash");
        self.note(|| format!("the program dies {} {step}", if after { "after" } else { "before" }));
        self.calls.iter_mut().for_each(|call| call.is_over = true);
        self.questions.iter_mut().for_each(|question| question.is_over = true);
        self.end_process();
        self.check_books();
        let down = self.choices.one_of(&[10, 1000, 60_000, 600_000].map(Duration::from_millis));
        self.down_until = Some(self.now + down);
        self.push(down, Due::Restart);
        true
    }

    /// Starts the program again: it asks about every call that its journal holds open.
    pub(crate) fn restart(&mut self) {
        self.down_until = None;
        self.set_clocks();
        self.note(|| "the program starts again".to_owned());
        for entry in self.journal.open() {
            let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.endpoint().id == entry.intent.endpoint) else {
                return self.violate("the journal holds an unknown call");
            };
            let Some(order) = self.order_of(&entry.intent.ids) else {
                return self.violate("an entry of the journal names no order");
            };
            let settings = &self.settings[kind.client()];
            let schedule = Schedule::RECONCILE;
            match Recovery::new(settings, &entry, Some(kind.endpoint()), schedule, self.clock()) {
                Recovery::Ask(machine) => {
                    let entry = Some(entry.intent.key);
                    self.questions.push(Question { machine, order, entry, is_over: false });
                    self.push(Duration::ZERO, Due::Question(self.questions.len() - 1, ReconcileEvent::Begin));
                }
                Recovery::Ended(_) => self.violate("an entry of the journal cannot be asked about"),
            }
        }
    }

    /// Sets the wall clock. Forward only while nothing is under way: how long a call has been over cannot be known by a clock
    /// that went ahead.
    fn set_clocks(&mut self) {
        let by = self.choices.one_of(&[1000, 3_600_000]);
        match self.choices.below(6) {
            4 => {
                self.fault("clock set back");
                self.set_clock(-by);
            }
            5 if !self.is_anything_under_way() && self.orders.iter().all(|order| self.has_shown(order.truth)) => {
                self.fault("clock set forward");
                self.set_clock(by);
            }
            _ => {}
        }
    }

    fn has_shown(&self, truth: Truth) -> bool {
        !matches!(truth, Truth::Accepted { shows, .. } if shows > self.now)
    }
}
