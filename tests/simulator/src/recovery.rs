//! Recovery and reconciliation as the simulator drives them: claims, questions about one call, and what is written at the end.

use std::time::Duration;

use freedompay::error::Error;
use freedompay::journal::{ClaimRequest, ClaimScope, JournalEntry};
use freedompay::reconcile::Outcome;
use freedompay::{RawResponse, Uuid};
use freedompay_runtime::machine::{ReconcileEvent, ReconcileMachine, ReconcileStep, Recovery, Schedule, found, lease};

use crate::books::Told;
use crate::call::Owner;
use crate::calls::{APIS, Kind};
use crate::database::{Answer, Asker, Statement};
use crate::history::{Due, History};

/// How many calls one recovery asks about at a time.
const AT_A_TIME: u32 = 8;

/// For so long the instances look into the journal again and again; what is open then waits for the end of the history.
const LOOKS_FOR: Duration = Duration::from_secs(30 * 60);

/// A question what became of a call.
pub(crate) struct Question {
    pub(crate) instance: usize,
    client: usize,
    pub(crate) merchant: usize,
    pub(crate) order: usize,
    machine: Option<ReconcileMachine>,
    /// By whom its entry was claimed.
    holder: Uuid,
    entry: Option<JournalEntry>,
    /// The recovery that it is a part of.
    pass: Option<usize>,
    outcome: Option<Result<Outcome, Error>>,
    is_over: bool,
}

/// One look of a client into the journal.
pub(crate) struct Pass {
    pub(crate) instance: usize,
    client: usize,
    holder: Uuid,
    after: Option<Uuid>,
    asking: u32,
    is_claiming: bool,
    is_complete: bool,
    pub(crate) is_over: bool,
}

impl Question {
    pub(crate) fn new(
        instance: usize,
        client: usize,
        merchant: usize,
        order: usize,
        machine: Option<ReconcileMachine>,
    ) -> Self {
        let (holder, entry, pass, outcome) = (Uuid::nil(), None, None, None);
        Self { instance, client, merchant, order, machine, holder, entry, pass, outcome, is_over: false }
    }

    fn is_asking(&self) -> bool {
        self.entry.is_some() && !self.is_over
    }

    /// Ends it without an outcome: its process is gone.
    pub(crate) fn end(&mut self) {
        (self.machine, self.is_over) = (None, true);
    }
}

impl History<'_> {
    /// Looks into the journal for calls of the merchants of this history.
    pub(crate) fn look(&mut self, instance: usize) {
        if !self.instances[instance].is_up {
            return;
        }
        if let Some(again) =
            self.instances[instance].looks_every.filter(|_| self.now < LOOKS_FOR && self.is_anything_coming())
        {
            self.push_at(instance, again, Due::Look(instance));
        }
        if self.database.journal.entries().is_empty() {
            return;
        }
        for client in self.recovering.clone() {
            let holder = self.number();
            let pass = Pass {
                instance,
                client,
                holder,
                after: None,
                asking: 0,
                is_claiming: false,
                is_complete: false,
                is_over: false,
            };
            self.passes.push(pass);
            self.go_on_claiming(self.passes.len() - 1);
        }
    }

    fn go_on_claiming(&mut self, id: usize) {
        let pass = &mut self.passes[id];
        if pass.is_over || pass.is_complete || pass.is_claiming || pass.asking >= AT_A_TIME {
            return;
        }
        pass.is_claiming = true;
        let (instance, holder, settings) = (pass.instance, pass.holder, &self.settings[pass.client]);
        let scope = ClaimScope::Account {
            account: settings.journal_account().as_ref().clone(),
            after: pass.after,
            most: AT_A_TIME - pass.asking,
        };
        let request = ClaimRequest { scope, holder, lease: lease(settings) };
        self.ask(instance, Asker::Pass(id), Statement::Claim(request));
    }

    /// Asks about the entries that a look has claimed.
    pub(crate) fn claimed(&mut self, id: usize, answer: Answer) {
        let pass = &mut self.passes[id];
        if pass.is_over {
            return;
        }
        pass.is_claiming = false;
        let Answer::Claimed(Ok(entries)) = answer else {
            pass.is_complete = true;
            return;
        };
        pass.is_complete = entries.is_empty();
        pass.after = entries.last().map(|entry| entry.intent.key).or(pass.after);
        pass.asking += u32::try_from(entries.len()).unwrap_or_default();
        let (instance, client, holder) = (pass.instance, pass.client, pass.holder);
        for entry in entries {
            let call = self.calls.iter().find(|call| call.key == Some(entry.intent.key));
            let Some((kind, order)) = call.map(|call| (call.kind, call.order)) else {
                return self.violate("an entry of the journal is about no call");
            };
            if self
                .questions
                .iter()
                .any(|other| other.order == order && other.is_asking() && other.instance != instance)
            {
                self.situation("a lapsed hold of an entry is taken over");
            }
            let schedule = Schedule::RECONCILE;
            let recovery = Recovery::new(&self.settings[client], &entry, Some(kind.endpoint()), schedule);
            let mut question = Question::new(instance, client, client / APIS, order, None);
            (question.holder, question.entry, question.pass) = (holder, Some(entry), Some(id));
            self.questions.push(question);
            let question = self.questions.len() - 1;
            match recovery {
                Recovery::Ask(machine) => {
                    self.questions[question].machine = Some(machine);
                    self.push(Duration::ZERO, Due::Question(question, ReconcileEvent::Begin));
                }
                Recovery::Ended(outcome) => self.found(question, Ok(outcome)),
            }
        }
        self.go_on_claiming(id);
    }

    /// Claims the entry of one call, to ask about it.
    pub(crate) fn claim_one(&mut self, id: usize, scope: ClaimScope) {
        let holder = self.number();
        let question = &mut self.questions[id];
        if question.is_over {
            return;
        }
        question.holder = holder;
        let (instance, lease) = (question.instance, lease(&self.settings[question.client]));
        self.note(|| format!("instance {instance} reconciles the call of question {id}"));
        self.ask(instance, Asker::Question(id), Statement::Claim(ClaimRequest { scope, holder, lease }));
    }

    /// Gives a question the answer of the database.
    pub(crate) fn held(&mut self, id: usize, answer: Answer) {
        if self.questions[id].is_over {
            return;
        }
        match answer {
            Answer::Claimed(Ok(entries)) if entries.len() == 1 => {
                let question = &mut self.questions[id];
                for entry in entries {
                    question.machine = question.machine.take().map(|machine| machine.over_since(entry.over_since));
                    question.entry = Some(entry);
                }
                self.question(id, ReconcileEvent::Begin);
            }
            Answer::Claimed(_) => self.over(id),
            // Its claim was renewed, before the next status call.
            Answer::Held(held) if self.questions[id].outcome.is_none() => match held {
                Ok(false) => {
                    self.situation("a claim is renewed too late");
                    self.over(id);
                }
                Ok(true) | Err(_) => self.question(id, ReconcileEvent::Awake),
            },
            Answer::Held(Ok(false)) => {
                self.situation("an outcome comes after its hold was lost");
                self.over(id);
            }
            // What was found was written, by who still held the entry; or nobody knows, and it is true all the same.
            Answer::Held(Ok(true) | Err(_)) => self.hand_over(id),
            other => self.violate(format!("question {id} is answered {other:?}")),
        }
    }

    /// Goes on with a question.
    pub(crate) fn question(&mut self, id: usize, event: ReconcileEvent) {
        let question = &mut self.questions[id];
        let instance = question.instance;
        let now = self.instances[instance].clock.read(self.now);
        let Some(machine) = question.machine.as_mut().filter(|_| !question.is_over) else { return };
        let step = machine.handle(now, event);
        let order = question.order;
        self.steps += 1;
        let name = match &step {
            ReconcileStep::Ask(_) => "ask",
            ReconcileStep::Sleep(..) => "sleep between questions",
            ReconcileStep::Done(_) => "found",
        };
        if self.crashes(instance, name, false) {
            return;
        }
        match step {
            ReconcileStep::Ask(query) => match Kind::of(query.endpoint) {
                Some(kind) => self.call(instance, kind, order, Owner::Question(id), query.message()),
                None => self.violate(format!("{} is asked", query.endpoint.id)),
            },
            ReconcileStep::Sleep(time, ..) => self.push_at(instance, time, Due::Renew(id)),
            ReconcileStep::Done(outcome) => self.found(id, outcome),
        }
        self.crashes(instance, name, true);
    }

    /// Renews the claim before the next status call.
    pub(crate) fn renew(&mut self, id: usize) {
        let question = &self.questions[id];
        let Some(entry) = question.entry.as_ref().filter(|_| !question.is_over) else { return };
        let (instance, holder, key) = (question.instance, question.holder, entry.intent.key);
        let lease = lease(&self.settings[question.client]);
        self.ask(instance, Asker::Question(id), Statement::Renew { key, holder, lease });
    }

    /// Gives a question the response to its status call.
    pub(crate) fn answered(&mut self, id: usize, answer: Result<RawResponse, Error>) {
        self.push(Duration::ZERO, Due::Question(id, ReconcileEvent::Answered(answer)));
    }

    /// Writes down what was found, if the entry is still held.
    fn found(&mut self, id: usize, outcome: Result<Outcome, Error>) {
        let question = &mut self.questions[id];
        let Some(entry) = &question.entry else { return };
        let record = found(&self.settings[question.client], entry, question.holder, &outcome);
        let instance = question.instance;
        self.note(|| format!("question {id} ends: {:?}", record.state));
        self.questions[id].outcome = Some(outcome);
        self.ask(instance, Asker::Question(id), Statement::Record(record));
    }

    /// Hands what was found to the program.
    fn hand_over(&mut self, id: usize) {
        let question = &mut self.questions[id];
        let (instance, order) = (question.instance, question.order);
        let key = question.entry.as_ref().map(|entry| entry.intent.key).unwrap_or_default();
        let outcome = question.outcome.take();
        self.over(id);
        let told = match outcome {
            Some(Ok(Outcome::Happened(_))) => Told::Happened,
            Some(Ok(Outcome::DidNotHappen { .. })) => Told::DidNotHappen,
            Some(Ok(_)) => return self.note(|| format!("order {order} stays open")),
            Some(Err(error)) => return self.violate(format!("order {order} cannot be asked about: {error}")),
            None => return,
        };
        self.tell(order, told);
        self.settled(instance, order, told, key);
    }

    fn over(&mut self, id: usize) {
        let question = &self.questions[id];
        let key = question.entry.as_ref().map(|entry| entry.intent.key);
        if question.outcome.is_some() && key.is_some_and(|key| self.database.holds.is_closed_by(key, question.holder)) {
            self.violate(format!("what question {id} found counts as acknowledged, and nobody is told"));
        }
        self.questions[id].end();
        if let Some(pass) = self.questions[id].pass {
            self.passes[pass].asking = self.passes[pass].asking.saturating_sub(1);
            self.go_on_claiming(pass);
        }
    }
}
