//! Calls as the simulator drives them: each step is carried out, delayed, or cut off by a crash.

use std::sync::PoisonError;
use std::time::Duration;

use freedompay::error::Error;
use freedompay::{RawResponse, Uuid};
use freedompay_runtime::machine::{CallMachine, Event, Step};
use freedompay_runtime::tree::Tree;

use crate::bodies::Body;
use crate::calls::Kind;
use crate::history::{Due, History};
use crate::journal::Keeping;

/// Who made a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Job(usize),
    Question(usize),
}

/// A call under way.
pub(crate) struct Call {
    pub(crate) machine: CallMachine,
    pub(crate) kind: Kind,
    pub(crate) order: usize,
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
    /// When the record says that it is over.
    pub(crate) expires: Option<Duration>,
}

impl History<'_> {
    /// Begins a call.
    pub(crate) fn call(&mut self, kind: Kind, order: usize, owner: Owner, message: Tree) {
        let entropy = self.entropy();
        let settings = &self.settings[kind.client()];
        let prepared = match settings.prepare(kind.endpoint(), message, None, self.clock(), &entropy) {
            Ok(prepared) => prepared,
            Err(error) => return self.violate(format!("{kind:?} is refused: {error}")),
        };
        let machine = CallMachine::new(settings.clone(), prepared, entropy);
        self.made_calls += 1;
        self.calls.push(Call {
            machine,
            kind,
            order,
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
            expires: None,
        });
        let id = self.calls.len() - 1;
        self.note(|| format!("call {id} begins: {kind:?} of order {order}, for {owner:?}"));
        if self.choices.once_in(40) {
            let after = self.choices.one_of(&[0, 100, 1000, 10_000].map(Duration::from_millis));
            self.push(after, Due::Cancel(id));
        }
        self.handle(id, Event::Begin);
    }

    /// Gives a call an event and carries out what it asks for.
    pub(crate) fn handle(&mut self, id: usize, event: Event) {
        let now = self.clock();
        let call = &mut self.calls[id];
        if call.is_over {
            return;
        }
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
        let step = call.machine.handle(now, event, &self.limits[call.kind.client()]);
        self.steps += 1;
        self.wake(id);
        let name = match &step {
            Step::Record(_) => "record",
            Step::Wait(_) => "wait",
            Step::Sleep(_) => "sleep",
            Step::Send(_) => "send",
            Step::Read => "read",
            Step::RecordOutcome(..) => "record outcome",
            Step::Done(_) => "done",
            Step::Pending => return,
        };
        self.note(|| format!("call {id}: {name}"));
        if self.crashes(name, false) {
            return;
        }
        self.carry_out(id, step);
        self.crashes(name, true);
    }

    fn carry_out(&mut self, id: usize, step: Step) {
        match step {
            Step::Record(intent) => {
                let elapsed = Duration::from_millis(intent.expires_at_ms.saturating_sub(intent.at_ms));
                self.calls[id].expires = Some(self.now + elapsed);
                let keeping = Keeping::of_intent(&mut self.choices);
                if keeping != Keeping::Refused {
                    self.journal.begin(intent);
                }
                let after = match keeping {
                    Keeping::Kept(time) => time,
                    Keeping::Refused | Keeping::Unconfirmed => Duration::ZERO,
                };
                match keeping {
                    Keeping::Kept(time) if time >= Duration::from_secs(1) => self.fault("journal is slow"),
                    Keeping::Kept(_) => {}
                    Keeping::Refused => self.fault("journal refuses"),
                    Keeping::Unconfirmed => self.fault("journal refuses, but keeps"),
                }
                self.push(after, Due::Call(id, Event::Recorded(keeping.result())));
            }
            Step::RecordOutcome(key, state) => {
                let result = self.record_outcome(key, state);
                self.push(Duration::ZERO, Due::Call(id, Event::OutcomeRecorded(result)));
            }
            Step::Wait(most) => {
                self.calls[id].waits += 1;
                if let Some(most) = most {
                    self.push(most, Due::WaitOver(id, self.calls[id].waits));
                }
            }
            Step::Sleep(time) => self.push(time, Due::Call(id, Event::Awake)),
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

    pub(crate) fn record_outcome(
        &mut self,
        key: Uuid,
        state: freedompay::journal::EntryState,
    ) -> Result<(), freedompay::journal::JournalError> {
        let keeping = Keeping::of_outcome(&mut self.choices);
        match keeping {
            Keeping::Kept(_) => self.journal.record_outcome(key, state),
            _ => self.fault("journal loses an outcome"),
        }
        self.note(|| format!("the journal holds {state:?}: {keeping:?}"));
        keeping.result()
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
            Owner::Job(job) => self.told(job, id, outcome),
            Owner::Question(question) => self.answered(question, outcome),
        }
    }

    /// Cancels a call, as a program does that no longer waits for it.
    pub(crate) fn cancel(&mut self, id: usize) {
        if self.calls[id].is_over {
            return;
        }
        let Owner::Job(_) = self.calls[id].owner else { return };
        self.fault("cancelled call");
        self.note(|| format!("call {id} is cancelled"));
        let now = self.clock();
        let call = &mut self.calls[id];
        call.machine.handle(now, Event::Cancelled, &self.limits[call.kind.client()]);
        call.may_have_arrived |= call.gives_up.take().is_some();
        call.is_over = true;
        self.wake(id);
        self.close_connection(id);
    }

    fn wake(&mut self, id: usize) {
        let Some(ticket) = self.calls[id].machine.take_woken() else { return };
        let client = self.calls[id].kind.client();
        let is_woken =
            |call: &Call| !call.is_over && call.kind.client() == client && call.machine.ticket() == Some(ticket);
        match self.calls.iter().position(is_woken) {
            Some(woken) => self.push(Duration::ZERO, Due::Call(woken, Event::Turn)),
            None => self.violate("a permit was given to a call that does not wait for one"),
        }
    }

    /// Returns the permits that are free and the calls that wait, of a client.
    pub(crate) fn permits(&self, client: usize) -> (Option<usize>, usize) {
        let limits = self.limits[client].lock().unwrap_or_else(PoisonError::into_inner);
        (limits.free_permits(), limits.waiting())
    }
}
