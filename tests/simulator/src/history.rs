//! One history: the queue of what happens, and the clocks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use freedompay_runtime::machine::{Entropy, Event, Limits, Now, ReconcileEvent, Settings};

use crate::call::Call;
use crate::calls::{Kind, Tuning};
use crate::choices::Choices;
use crate::journal::Journal;
use crate::network::Arrival;
use crate::program::{Job, Question};
use crate::provider::Order;
use crate::report::Report;

/// A history without an end would be a violation; this many events are none.
const MOST_EVENTS: u32 = 20_000;
/// The wall clock at the beginning, in milliseconds since 1970.
const BEGINNING_MS: u64 = 1_780_000_000_000;

/// What happens at some moment.
pub(crate) enum Due {
    Start(usize),
    Call(usize, Event),
    /// The time of a wait is over, if it is still the same wait.
    WaitOver(usize, u32),
    Cancel(usize),
    Arrive(Arrival),
    Question(usize, ReconcileEvent),
    Restart,
}

struct At(Duration, u64, Due);

impl PartialEq for At {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.1) == (other.0, other.1)
    }
}

impl Eq for At {}

impl PartialOrd for At {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for At {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// The clients of all tunings; made once for many histories.
pub struct Clients(Vec<[Arc<Settings>; 4]>);

impl Clients {
    /// Makes them.
    ///
    /// # Errors
    /// If the library refuses their settings.
    pub fn new() -> Result<Self, freedompay::Error> {
        Tuning::ALL.into_iter().map(Tuning::clients).collect::<Result<_, _>>().map(Self)
    }
}

/// A history under way.
pub struct History<'a> {
    pub(crate) choices: Choices,
    pub(crate) report: &'a mut Report,
    pub(crate) settings: &'a [Arc<Settings>; 4],
    pub(crate) tuning: Tuning,
    pub(crate) limits: [Mutex<Limits>; 4],
    pub(crate) now: Duration,
    /// What the wall clock is ahead of the beginning and the time since; it can be set.
    wall_ahead_ms: i64,
    process_began: Duration,
    /// When the program starts again.
    pub(crate) down_until: Option<Duration>,
    queue: BinaryHeap<Reverse<At>>,
    pushed: u64,
    entropies: u64,
    pub(crate) calls: Vec<Call>,
    pub(crate) questions: Vec<Question>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) orders: Vec<Order>,
    pub(crate) journal: Journal,
    /// Responses that nobody has taken from the connections of a client.
    pub(crate) late: [Vec<crate::network::Late>; 4],
    /// When each client last sent something that changes something.
    pub(crate) paced: [Option<Duration>; 4],
    pub(crate) crashes: u32,
    pub(crate) steps: u32,
    pub(crate) faults: u32,
    pub(crate) made_calls: u32,
    log: Option<Vec<String>>,
    pub(crate) violation: Option<String>,
}

/// How a history ended.
#[derive(Debug)]
pub struct Ended {
    /// What was wrong, if anything.
    pub violation: Option<String>,
    /// The decisions that led there.
    pub made: Vec<u16>,
    /// What happened, if it was asked for.
    pub log: Vec<String>,
}

impl<'a> History<'a> {
    /// Runs the history of a seed.
    pub fn run(clients: &'a Clients, seed: u64, report: &'a mut Report) -> Ended {
        Self::of(clients, Choices::from_seed(seed), report, false)
    }

    /// Runs a history by its decisions, and writes down what happens.
    pub fn repeat(clients: &'a Clients, made: Vec<u16>, report: &'a mut Report) -> Ended {
        Self::of(clients, Choices::repeat(made), report, true)
    }

    fn of(clients: &'a Clients, mut choices: Choices, report: &'a mut Report, with_log: bool) -> Ended {
        let nth = usize::from(choices.below(4));
        let settings = &clients.0[nth];
        let mut history = Self {
            choices,
            report,
            settings,
            tuning: Tuning::ALL[nth],
            limits: new_limits(settings),
            now: Duration::ZERO,
            wall_ahead_ms: 0,
            process_began: Duration::ZERO,
            down_until: None,
            queue: BinaryHeap::new(),
            pushed: 0,
            entropies: 0,
            calls: Vec::new(),
            questions: Vec::new(),
            jobs: Vec::new(),
            orders: Vec::new(),
            journal: Journal::default(),
            late: Default::default(),
            paced: [None; 4],
            crashes: 0,
            steps: 0,
            faults: 0,
            made_calls: 0,
            log: with_log.then(Vec::new),
            violation: None,
        };
        history.plan();
        history.go_on();
        history.end()
    }

    /// Decides what the program is going to do.
    fn plan(&mut self) {
        let jobs = 3 + self.choices.below(3);
        for job in 0..usize::from(jobs) {
            let kinds = [
                Kind::Payout,
                Kind::Charge,
                Kind::Refund,
                Kind::Payout,
                Kind::Wallet,
                Kind::Removal,
                Kind::PayoutStatus,
            ];
            let kind = self.choices.one_of(&kinds);
            self.jobs.push(Job::new(kind));
            self.orders.push(Order::new());
            let start = self.choices.one_of(&[0, 400, 3000].map(Duration::from_millis));
            self.push(start, Due::Start(job));
        }
    }

    fn go_on(&mut self) {
        let mut events = 0;
        while let Some(Reverse(At(at, _, due))) = self.queue.pop() {
            events += 1;
            if events > MOST_EVENTS {
                self.violate("the history does not end");
            }
            if self.violation.is_some() {
                return;
            }
            self.now = self.now.max(at);
            match due {
                Due::Start(job) => match self.down_until.filter(|until| *until >= self.now) {
                    Some(until) => self.push(until.saturating_sub(self.now), Due::Start(job)),
                    None => self.start(job),
                },
                Due::Call(call, event) => self.handle(call, event),
                Due::WaitOver(call, wait) if self.calls[call].waits == wait => self.handle(call, Event::Awake),
                Due::WaitOver(..) => {}
                Due::Cancel(call) => self.cancel(call),
                Due::Arrive(arrival) => self.arrive(arrival),
                Due::Question(question, event) => self.question(question, event),
                Due::Restart => self.restart(),
            }
        }
        self.check_end();
    }

    fn end(self) -> Ended {
        self.report.histories += 1;
        for (counts, count) in [
            (&mut self.report.calls, self.made_calls),
            (&mut self.report.steps, self.steps),
            (&mut self.report.faults, self.faults),
        ] {
            *counts.entry(count).or_default() += 1;
        }
        Ended { violation: self.violation, made: self.choices.into_made(), log: self.log.unwrap_or_default() }
    }

    /// Lets something happen after some time.
    pub(crate) fn push(&mut self, after: Duration, due: Due) {
        self.pushed += 1;
        self.queue.push(Reverse(At(self.now.saturating_add(after), self.pushed, due)));
    }

    /// Returns the time as the program's machines are given it.
    pub(crate) fn clock(&self) -> Now {
        let wall = i64::try_from(self.now.as_millis()).unwrap_or(i64::MAX).saturating_add(self.wall_ahead_ms);
        Now { elapsed: self.now.saturating_sub(self.process_began), unix_ms: BEGINNING_MS.saturating_add_signed(wall) }
    }

    pub(crate) fn set_clock(&mut self, by_ms: i64) {
        self.wall_ahead_ms += by_ms;
    }

    /// Returns bytes that no other call of the history has.
    pub(crate) fn entropy(&mut self) -> Entropy {
        self.entropies += 1;
        let mut bytes = [0; 64];
        for part in bytes.chunks_exact_mut(16) {
            part[..8].copy_from_slice(&self.entropies.to_le_bytes());
        }
        bytes[60..62].copy_from_slice(&self.choices.below(1024).to_le_bytes());
        Entropy::from(bytes)
    }

    /// Ends the process: its calls, its connections and its limits are gone. What was on its way arrives soon, or never.
    pub(crate) fn end_process(&mut self) {
        self.process_began = self.now;
        self.limits = new_limits(self.settings);
        self.late = Default::default();
        self.paced = [None; 4];
        let soon = self.now + Duration::from_secs(2);
        let queue = std::mem::take(&mut self.queue);
        for Reverse(At(at, number, due)) in queue {
            match due {
                Due::Arrive(arrival) => {
                    self.queue.push(Reverse(At(at.min(soon), number, Due::Arrive(Arrival { reply: None, ..arrival }))));
                }
                // What the program was going to do, it does after its restart.
                Due::Start(_) => self.queue.push(Reverse(At(at, number, due))),
                _ => {}
            }
        }
    }

    /// Lets the requests of a call arrive soon, whose connection is closed.
    pub(crate) fn close_connection(&mut self, call: usize) {
        let soon = self.now + Duration::from_secs(2);
        let queue = std::mem::take(&mut self.queue);
        self.queue = queue
            .into_iter()
            .map(|Reverse(At(at, number, due))| match due {
                Due::Arrive(arrival) if arrival.call == call => {
                    Reverse(At(at.min(soon), number, Due::Arrive(Arrival { reply: None, ..arrival })))
                }
                due => Reverse(At(at, number, due)),
            })
            .collect();
    }

    /// Reports whether a request is on its way to the provider.
    pub(crate) fn is_anything_under_way(&self) -> bool {
        self.queue.iter().any(|Reverse(At(_, _, due))| matches!(due, Due::Arrive(_)))
    }

    pub(crate) fn fault(&mut self, name: &'static str) {
        self.faults += 1;
        self.report.fault(name);
        self.note(|| format!("fault: {name}"));
    }

    /// Writes down what happens, if anybody reads it.
    pub(crate) fn note(&mut self, text: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push(format!("{:>9.3} s  {}", self.now.as_secs_f64(), text()));
        }
    }

    pub(crate) fn violate(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.note(|| format!("VIOLATION: {what}"));
        self.violation.get_or_insert(what);
    }
}

fn new_limits(settings: &[Arc<Settings>; 4]) -> [Mutex<Limits>; 4] {
    std::array::from_fn(|client| Mutex::new(Limits::new(&settings[client])))
}
