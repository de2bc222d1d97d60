//! An instance of the program: one process on one machine, with connections, limits and clocks of its own.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use freedompay_runtime::machine::{Limits, Now, Settings};

use crate::calls::CLIENTS;
use crate::clock::Clock;
use crate::history::{Due, History};
use crate::network::{Arrival, Late};
use crate::recovery::Question;

/// How many instances share the database.
pub(crate) const INSTANCES: usize = 3;
/// A request that is on its way when its connection is closed arrives within this time, or never.
pub(crate) const AFTER_CLOSE: Duration = Duration::from_secs(2);

/// One instance.
pub(crate) struct Instance {
    pub(crate) clock: Clock,
    pub(crate) limits: Vec<Mutex<Limits>>,
    /// Responses that nobody has taken from the connections of a client.
    pub(crate) late: Vec<Vec<Late>>,
    /// When each client last sent something that changes something, by the instance's clock.
    pub(crate) paced: Vec<Option<Duration>>,
    /// Whether its process runs.
    pub(crate) is_up: bool,
    /// Until when it is stopped, or its machine sleeps.
    pub(crate) stopped_until: Duration,
    /// Whether its machine sleeps now and then. Its wall clock is not set back then: one of the two clocks has to go on.
    pub(crate) sleeps: bool,
    /// The time between two looks into the journal; nothing if it looks once, when it starts.
    pub(crate) looks_every: Option<Duration>,
}

/// What happens to an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The process is stopped; its clocks go on.
    Stop(Duration),
    /// The machine sleeps; its monotonic clock stands still.
    Sleep(Duration),
    /// Somebody sets the wall clock.
    SetWall(i64),
    /// The process is killed.
    Kill,
}

impl Instance {
    pub(crate) fn new(clients: &[Arc<Settings>], clock: Clock, sleeps: bool) -> Self {
        Self {
            clock,
            limits: new_limits(clients),
            late: vec![Vec::new(); CLIENTS],
            paced: vec![None; CLIENTS],
            is_up: true,
            stopped_until: Duration::ZERO,
            sleeps,
            looks_every: None,
        }
    }
}

fn new_limits(clients: &[Arc<Settings>]) -> Vec<Mutex<Limits>> {
    clients.iter().map(|settings| Mutex::new(Limits::new(settings))).collect()
}

impl History<'_> {
    /// Returns the time as an instance's machines are given it.
    pub(crate) fn clock(&self, instance: usize) -> Now {
        self.instances[instance].clock.read(self.now)
    }

    /// Lets something happen at an instance after some time by its clock.
    pub(crate) fn push_at(&mut self, instance: usize, after: Duration, due: Due) {
        let after = self.instances[instance].clock.real(after);
        self.push(after, due);
    }

    /// Lets an instance have a trouble.
    pub(crate) fn trouble(&mut self, at: usize, trouble: Trouble) {
        if !self.instances[at].is_up {
            return;
        }
        self.note(|| format!("instance {at}: {trouble:?}"));
        match trouble {
            Trouble::Stop(time) => {
                self.fault("instance stops");
                self.instances[at].stopped_until = self.now + time;
            }
            Trouble::Sleep(time) => {
                self.fault("machine sleeps");
                self.instances[at].clock.sleep(time);
                self.instances[at].stopped_until = self.now + time;
                self.delay_timers(at, time);
            }
            Trouble::SetWall(by_ms) => {
                self.fault(if by_ms < 0 { "clock set back" } else { "clock set forward" });
                self.instances[at].clock.set_wall(by_ms);
            }
            Trouble::Kill => {
                self.fault("crash");
                self.end_process(at);
            }
        }
    }

    /// Decides whether an instance dies here. Reports whether it did.
    pub(crate) fn crashes(&mut self, at: usize, step: &'static str, after: bool) -> bool {
        if !self.instances[at].is_up {
            return true;
        }
        if self.crashes >= 3 || !self.choices.once_in(90) {
            return false;
        }
        self.crashes += 1;
        *self.report.crashes.entry((step, after)).or_default() += 1;
        self.fault("crash");
        self.note(|| format!("instance {at} dies {} {step}", if after { "after" } else { "before" }));
        self.end_process(at);
        true
    }

    /// Ends a process: its calls, its connections and its limits are gone. What was on its way arrives soon, or never.
    fn end_process(&mut self, at: usize) {
        for call in self.calls.iter_mut().filter(|call| call.instance == at) {
            call.is_over = true;
        }
        self.questions.iter_mut().filter(|question| question.instance == at).for_each(Question::end);
        self.passes.iter_mut().filter(|pass| pass.instance == at).for_each(|pass| pass.is_over = true);
        self.end_tasks(at);
        let instance = &mut self.instances[at];
        instance.is_up = false;
        instance.stopped_until = Duration::ZERO;
        instance.limits = new_limits(self.settings);
        instance.late = vec![Vec::new(); CLIENTS];
        instance.paced = vec![None; CLIENTS];
        let calls: Vec<bool> = self.calls.iter().map(|call| call.instance == at).collect();
        self.close_connections(|call| calls[call]);
        self.check_books();
        let down = self.choices.one_of(&[10, 1000, 60_000, 600_000].map(Duration::from_millis));
        self.push(down, Due::Restart(at));
    }

    /// Starts a process: it recovers what the journal holds open.
    pub(crate) fn restart(&mut self, at: usize) {
        if self.instances[at].is_up {
            return;
        }
        self.note(|| format!("instance {at} starts again"));
        let instance = &mut self.instances[at];
        instance.is_up = true;
        instance.clock.restart(self.now);
        self.push(Duration::ZERO, Due::Look(at));
    }

    /// Lets the requests of closed connections arrive soon, or never.
    pub(crate) fn close_connections(&mut self, is_closed: impl Fn(usize) -> bool) {
        let soon = self.now + AFTER_CLOSE;
        self.change_queue(|at, due| match due {
            Due::Arrive(arrival) if is_closed(arrival.call) => {
                (at.min(soon), Due::Arrive(Arrival { reply: None, ..arrival }))
            }
            due => (at, due),
        });
    }

    /// Delays what an instance's timers wait for: they stand still while the machine sleeps.
    fn delay_timers(&mut self, instance: usize, by: Duration) {
        let is_own: Vec<bool> = self.calls.iter().map(|call| call.instance == instance).collect();
        let questions: Vec<bool> = self.questions.iter().map(|question| question.instance == instance).collect();
        self.change_queue(|at, due| {
            let is_timer = match &due {
                Due::Call(call, _) | Due::WaitOver(call, _) | Due::Cancel(call) => is_own[*call],
                Due::Question(question, _) => questions[*question],
                Due::Look(at) => *at == instance,
                _ => false,
            };
            (if is_timer { at + by } else { at }, due)
        });
        for call in self.calls.iter_mut().filter(|call| call.instance == instance) {
            call.gives_up = call.gives_up.map(|at| at + by);
        }
    }
}
