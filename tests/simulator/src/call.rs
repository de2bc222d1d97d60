//! Calls as the simulator drives them: each step is carried out, delayed, or cut off by a crash.

use std::sync::PoisonError;
use std::time::Duration;

use freedompay::error::Error;
use freedompay::{RawResponse, Uuid};
use freedompay_runtime::machine::{CallMachine, Event, Step};
use freedompay_runtime::tree::Tree;

use crate::bodies::Body;
use crate::calls::{APIS, Kind};
use crate::database::{Answer, Asker, Statement};
use crate::history::{Due, History};

/// Who made a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Program,
    Question(usize),
}

/// A call under way.
pub(crate) struct Call {
    pub(crate) machine: CallMachine,
    pub(crate) kind: Kind,
    pub(crate) order: usize,
    /// The instance that makes it, and which of its clients.
    pub(crate) instance: usize,
    pub(crate) client: usize,
    pub(crate) owner: Owner,
    /// Number of the last wait for a permit.
    pub(crate) waits: u32,
    pub(crate) attempts: u32,
    /// When an attempt under way gives up.
    pub(crate) gives_up: Option<Duration>,
    pub(crate) is_over: bool,
    /// Whether an attempt may have arrived.
    pub(crate) may_have_arrived: bool,
    /// Whether the host could not be reached the last time.
    pub(crate) was_unreachable: bool,
    /// The response on its way.
    pub(crate) coming: Option<(u16, Body)>,
    /// A secret of the request that a response quotes.
    pub(crate) quoted: Option<String>,
    pub(crate) signature: Option<String>,
    /// The body and id of the first attempt.
    pub(crate) first: Option<(Vec<u8>, Option<String>)>,
    /// Key of its record.
    pub(crate) key: Option<Uuid>,
}

impl History<'_> {
    /// Begins a call.
    pub(crate) fn call(&mut self, instance: usize, kind: Kind, order: usize, owner: Owner, message: Tree) {
        let merchant = match owner {
            Owner::Program => self.orders[order].merchant,
            Owner::Question(question) => self.questions[question].merchant,
        };
        if merchant != self.orders[order].merchant {
            return self.violate(format!("merchant {merchant} asks about order {order} of another"));
        }
        let client = merchant * APIS + kind.api();
        let entropy = self.entropy();
        let settings = &self.settings[client];
        let prepared = match settings.prepare(kind.endpoint(), message, None, self.clock(instance), &entropy) {
            Ok(prepared) => prepared,
            Err(error) => return self.violate(format!("{kind:?} is refused: {error}")),
        };
        let machine = CallMachine::new(settings.clone(), prepared, entropy);
        self.made_calls += 1;
        self.calls.push(Call {
            machine,
            kind,
            order,
            instance,
            client,
            owner,
            waits: 0,
            attempts: 0,
            gives_up: None,
            is_over: false,
            may_have_arrived: false,
            was_unreachable: false,
            coming: None,
            quoted: None,
            signature: None,
            first: None,
            key: None,
        });
        let id = self.calls.len() - 1;
        self.note(|| format!("call {id} begins at instance {instance}: {kind:?} of order {order}, for {owner:?}"));
        if self.choices.once_in(40) {
            let after = self.choices.one_of(&[0, 100, 1000, 10_000].map(Duration::from_millis));
            self.push_at(instance, after, Due::Cancel(id));
        }
        self.handle(id, Event::Begin);
    }

    /// Gives a call an event and carries out what it asks for.
    pub(crate) fn handle(&mut self, id: usize, event: Event) {
        if self.calls[id].is_over {
            return;
        }
        let (instance, client) = (self.calls[id].instance, self.calls[id].client);
        let now = self.clock(instance);
        let call = &mut self.calls[id];
        let came = match &event {
            Event::Responded(_) => {
                call.coming.take().map(|(status, body)| (call.kind, call.attempts > 1, status, body))
            }
            _ => None,
        };
        if let Some(cell) = came {
            *self.report.cells.entry(cell).or_default() += 1;
        }
        if matches!(event, Event::Responded(_) | Event::Failed(_)) {
            call.gives_up = None;
        }
        let step = call.machine.handle(now, event, &self.instances[instance].limits[client]);
        self.steps += 1;
        self.wake(id);
        let name = match &step {
            // The database has crashes of its own around each statement.
            Step::Record(_) | Step::RecordOutcome(_) => return self.carry_out(id, step),
            Step::Wait(_) => "wait",
            Step::Sleep(_) => "sleep",
            Step::Send(_) => "send",
            Step::Read => "read",
            Step::Done(_) => "done",
            Step::Pending => return,
        };
        self.note(|| format!("call {id}: {name}"));
        if self.crashes(instance, name, false) {
            return;
        }
        self.carry_out(id, step);
        self.crashes(instance, name, true);
    }

    fn carry_out(&mut self, id: usize, step: Step) {
        let instance = self.calls[id].instance;
        match step {
            Step::Record(intent) => {
                self.calls[id].key = Some(intent.key);
                self.ask(instance, Asker::Call(id), Statement::Begin(intent));
            }
            Step::RecordOutcome(record) => {
                self.note(|| format!("call {id}: its outcome is {:?}", record.state));
                self.ask(instance, Asker::Call(id), Statement::Record(record));
            }
            Step::Wait(most) => {
                self.calls[id].waits += 1;
                if let Some(most) = most {
                    self.push_at(instance, most, Due::WaitOver(id, self.calls[id].waits));
                }
            }
            Step::Sleep(time) => self.push_at(instance, time, Due::Call(id, Event::Awake)),
            Step::Send(request) => self.send(id, &request),
            Step::Read => {
                let call = &self.calls[id];
                let read = call.kind.read(&call.machine);
                self.push(Duration::ZERO, Due::Call(id, Event::Read(read)));
            }
            Step::Done(outcome) => self.done(id, outcome),
            Step::Pending => {}
        }
    }

    /// Gives a call the answer of the database.
    pub(crate) fn recorded(&mut self, id: usize, answer: Answer) {
        match answer {
            Answer::Begun(result) => self.handle(id, Event::Recorded(result)),
            Answer::Held(result) => {
                if result == Ok(false) {
                    self.situation("an outcome comes after its hold was lost");
                }
                self.handle(id, Event::OutcomeRecorded(result));
            }
            other => self.violate(format!("call {id} is answered {other:?}")),
        }
    }

    fn done(&mut self, id: usize, outcome: Result<RawResponse, Error>) {
        self.calls[id].is_over = true;
        let shown = |error: &Error| format!("{error}\n{error:?}\n{:?}", error.advice());
        if let (Err(error), Some(secret)) = (&outcome, &self.calls[id].quoted)
            && shown(error).contains(secret)
        {
            self.violate(format!("the error of call {id} shows a secret of its request"));
        }
        self.note(|| match &outcome {
            Ok(_) => format!("call {id} ends: a response"),
            Err(error) => format!("call {id} ends: {error}"),
        });
        match self.calls[id].owner {
            Owner::Program => self.ended(id, outcome),
            Owner::Question(question) => self.answered(question, outcome),
        }
    }

    /// Cancels a call, as a program does that no longer waits for it.
    pub(crate) fn cancel(&mut self, id: usize) {
        if self.calls[id].is_over || self.calls[id].owner != Owner::Program {
            return;
        }
        self.fault("cancelled call");
        self.note(|| format!("call {id} is cancelled"));
        let (instance, client) = (self.calls[id].instance, self.calls[id].client);
        let now = self.clock(instance);
        let call = &mut self.calls[id];
        call.machine.handle(now, Event::Cancelled, &self.instances[instance].limits[client]);
        call.may_have_arrived |= call.gives_up.take().is_some();
        call.is_over = true;
        self.wake(id);
        self.close_connections(|call| call == id);
    }

    fn wake(&mut self, id: usize) {
        let Some(ticket) = self.calls[id].machine.take_woken() else { return };
        let (instance, client) = (self.calls[id].instance, self.calls[id].client);
        let is_woken = |call: &Call| {
            !call.is_over && (call.instance, call.client) == (instance, client) && call.machine.ticket() == Some(ticket)
        };
        match self.calls.iter().position(is_woken) {
            Some(woken) => self.push(Duration::ZERO, Due::Call(woken, Event::Turn)),
            None => self.violate("a permit was given to a call that does not wait for one"),
        }
    }

    /// Returns the permits that are free and the calls that wait, of a client.
    pub(crate) fn permits(&self, instance: usize, client: usize) -> (Option<usize>, usize) {
        let limits = self.instances[instance].limits[client].lock().unwrap_or_else(PoisonError::into_inner);
        (limits.free_permits(), limits.waiting())
    }
}
