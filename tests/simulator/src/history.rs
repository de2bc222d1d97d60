//! One history: what is planned, what happens, and how it ends.

use std::sync::Arc;
use std::time::Duration;

use freedompay::Uuid;
use freedompay_runtime::machine::{Entropy, Event, Settings};

use crate::books::{Job, Style};
use crate::call::Call;
use crate::calls::Tuning;
use crate::choices::Choices;
use crate::database::{Asker, Database};
use crate::instance::Instance;
use crate::notices::{Arrived, Notice};
use crate::program::Doing;
use crate::provider::Order;
pub(crate) use crate::queue::Due;
use crate::queue::Queue;
use crate::recovery::{Pass, Question};
use crate::report::Report;

/// A history without an end would be a violation; this many events are none.
const MOST_EVENTS: u32 = 50_000;

/// The clients of all tunings; made once for many histories.
pub struct Clients(Vec<[Vec<Arc<Settings>>; 2]>);

impl Clients {
    /// Makes them.
    ///
    /// # Errors
    /// If the library refuses their settings.
    pub fn new() -> Result<Self, freedompay::Error> {
        let both =
            |tuning: Tuning| Ok([tuning.clients()?, Tuning { acknowledges_on_return: true, ..tuning }.clients()?]);
        Tuning::ALL.into_iter().map(both).collect::<Result<_, _>>().map(Self)
    }
}

/// A history under way.
pub struct History<'a> {
    pub(crate) choices: Choices,
    pub(crate) report: &'a mut Report,
    pub(crate) settings: &'a [Arc<Settings>],
    pub(crate) tuning: Tuning,
    pub(crate) style: Style,
    pub(crate) now: Duration,
    queue: Queue,
    numbers: u64,
    pub(crate) database: Database,
    pub(crate) instances: Vec<Instance>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) orders: Vec<Order>,
    pub(crate) calls: Vec<Call>,
    pub(crate) questions: Vec<Question>,
    pub(crate) passes: Vec<Pass>,
    pub(crate) doing: Vec<Doing>,
    /// The clients that look for open calls: those of the jobs, and one that has none.
    pub(crate) recovering: Vec<usize>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) arrived: Vec<Arrived>,
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
        let style = choices.one_of(&Style::ALL);
        let on_return = style == Style::None;
        let tuning = Tuning { acknowledges_on_return: on_return, ..Tuning::ALL[nth] };
        let mut history = Self {
            choices,
            report,
            settings: &clients.0[nth][usize::from(on_return)],
            tuning,
            style,
            now: Duration::ZERO,
            queue: Queue::default(),
            numbers: 0,
            database: Database::new(),
            instances: Vec::new(),
            jobs: Vec::new(),
            orders: Vec::new(),
            calls: Vec::new(),
            questions: Vec::new(),
            passes: Vec::new(),
            doing: Vec::new(),
            recovering: Vec::new(),
            notices: Vec::new(),
            arrived: Vec::new(),
            crashes: 0,
            steps: 0,
            faults: 0,
            made_calls: 0,
            log: with_log.then(Vec::new),
            violation: None,
        };
        history.plan();
        history.go_on();
        history.calm_down();
        history.end()
    }

    fn go_on(&mut self) {
        let mut events = 0;
        while let Some((at, due)) = self.queue.pop() {
            events += 1;
            if events > MOST_EVENTS {
                self.violate("the history does not end");
            }
            if self.violation.is_some() {
                return;
            }
            self.now = self.now.max(at);
            // A process that is stopped does what it has to do when it goes on.
            let stopped = self.instance_of(&due).map(|instance| self.instances[instance].stopped_until);
            match stopped.filter(|until| *until > self.now) {
                Some(until) => self.queue.push(until, due),
                None => self.happen(due),
            }
        }
    }

    fn happen(&mut self, due: Due) {
        match due {
            Due::Start(job, instance) => self.start(job, instance),
            Due::Call(call, event) => self.handle(call, event),
            Due::WaitOver(call, wait) if self.calls[call].waits == wait => self.handle(call, Event::Awake),
            Due::WaitOver(..) => {}
            Due::Cancel(call) => self.cancel(call),
            Due::Arrive(arrival) => self.arrive(arrival),
            Due::Claim(question, scope) => self.claim_one(question, scope),
            Due::Question(question, event) => self.question(question, event),
            Due::Renew(question) => self.renew(question),
            Due::Execute(statement) => self.executed(statement.0, statement.1),
            Due::Answered(instance, asker, answer) => self.database_answered(instance, asker, *answer),
            Due::Look(instance) => self.look(instance),
            Due::Trouble(instance, trouble) => self.trouble(instance, trouble),
            Due::Restart(instance) => self.restart(instance),
            Due::Outage(time) => {
                self.fault("database is down");
                self.database.down_until = self.now + time;
            }
            Due::Notify(notice) => self.notify(notice),
            Due::Delivered(notice, instance) => self.notice_arrives(notice, instance),
            Due::HangUp(arrived) => self.hang_up(arrived),
        }
    }

    /// Returns the instance at which something happens; nothing if it happens elsewhere.
    fn instance_of(&self, due: &Due) -> Option<usize> {
        match due {
            Due::Call(call, _) | Due::WaitOver(call, _) | Due::Cancel(call) => Some(self.calls[*call].instance),
            Due::Claim(question, _) | Due::Question(question, _) | Due::Renew(question) => {
                Some(self.questions[*question].instance)
            }
            Due::Start(_, instance)
            | Due::Answered(instance, ..)
            | Due::Look(instance)
            | Due::Delivered(_, instance) => Some(*instance),
            _ => None,
        }
    }

    fn database_answered(&mut self, instance: usize, asker: Asker, answer: crate::database::Answer) {
        use crate::database::Answer;
        if !self.instances[instance].is_up {
            return;
        }
        match (asker, answer) {
            (Asker::Call(call), answer) => self.recorded(call, answer),
            (Asker::Question(question), answer) => self.held(question, answer),
            (Asker::Pass(pass), answer) => self.claimed(pass, answer),
            (Asker::Program(doing), Answer::Committed(changed)) => self.committed(doing, changed),
            (Asker::Task(task), Answer::Notice(answer)) => self.task_answered(task, answer),
            (asker, answer) => self.violate(format!("{asker:?} is answered {answer:?}")),
        }
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

    /// Lets what was planned happen from now on, with nothing that goes wrong.
    pub(crate) fn go_on_calmly(&mut self) {
        self.choices.calm();
        self.go_on();
    }

    /// Lets something happen after some time.
    pub(crate) fn push(&mut self, after: Duration, due: Due) {
        self.queue.push(self.now.saturating_add(after), due);
    }

    /// Changes what is going to happen, or when.
    pub(crate) fn change_queue(&mut self, change: impl FnMut(Duration, Due) -> (Duration, Due)) {
        self.queue.change(change);
    }

    /// Reports whether anything is going to happen but looks into the journal.
    pub(crate) fn is_anything_coming(&self) -> bool {
        self.queue.has_more_than_looks()
    }

    /// Returns bytes that no other call of the history has.
    pub(crate) fn entropy(&mut self) -> Entropy {
        self.numbers += 1;
        let mut bytes = [0; 64];
        for part in bytes.chunks_exact_mut(16) {
            part[..8].copy_from_slice(&self.numbers.to_le_bytes());
        }
        bytes[60..62].copy_from_slice(&self.choices.below(1024).to_le_bytes());
        Entropy::from(bytes)
    }

    /// Returns a number that nothing else in the history has.
    pub(crate) fn number(&mut self) -> Uuid {
        self.numbers += 1;
        Uuid::from_u128(u128::from(self.numbers))
    }

    pub(crate) fn fault(&mut self, name: &'static str) {
        self.faults += 1;
        self.report.fault(name);
        self.note(|| format!("fault: {name}"));
    }

    pub(crate) fn situation(&mut self, name: &'static str) {
        self.report.situation(name);
        self.note(|| name.to_owned());
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
