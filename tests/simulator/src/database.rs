//! The database that the instances share: the journal and the callback store of the library with a clock of its own, the
//! program's books beside them, and what goes wrong between the program and a database.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::Uuid;
use freedompay::callback::MemoryCallbackStore;
use freedompay::journal::{
    ClaimRequest, Intent, Journal as _, JournalEntry, JournalError, MemoryJournal, OutcomeRecord,
};

use crate::books::Commit;
use crate::choices::Choices;
use crate::history::{Due, History};
use crate::holds::Holds;
use crate::notice_store::{NoticeAnswer, NoticeStatement};
use crate::queue::Waiting;

/// Within this time a statement is answered, if only with an error.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
const PLAIN: Duration = Duration::from_millis(2);

/// The database.
pub(crate) struct Database {
    clock: Arc<AtomicU64>,
    pub(crate) journal: MemoryJournal,
    pub(crate) callbacks: MemoryCallbackStore,
    /// Until when every statement fails.
    pub(crate) down_until: Duration,
    /// Who may hold which entry, as the documentation of the journal says.
    pub(crate) holds: Holds,
    /// Who claimed which notification, and until when nobody else may.
    pub(crate) claims: Vec<(String, Uuid, Duration)>,
    /// Keys of notifications whose rows a transaction has locked, and the task that it belongs to.
    pub(crate) locked: Vec<(String, usize)>,
}

/// What is asked of the database.
#[derive(Clone, Debug)]
pub(crate) enum Statement {
    Begin(Intent),
    Record(OutcomeRecord),
    Claim(ClaimRequest),
    Renew {
        key: Uuid,
        holder: Uuid,
        lease: Duration,
    },
    /// A transaction of the program's own books.
    Commit(Commit),
    Notice(usize, NoticeStatement),
}

/// What it answers.
#[derive(Debug)]
pub(crate) enum Answer {
    Begun(Result<(), JournalError>),
    /// Whether the writer still held the entry.
    Held(Result<bool, JournalError>),
    Claimed(Result<Vec<JournalEntry>, JournalError>),
    /// Whether the commit changed anything, or found what it acknowledged; nothing if that is not known.
    Committed(Option<bool>),
    Notice(Option<NoticeAnswer>),
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    Call(usize),
    Question(usize),
    Pass(usize),
    /// The program itself, which goes on with what this commit was for.
    Program(usize),
    Task(usize),
}

/// What becomes of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is carried out after the first time and answered after the second.
    Done(Duration, Duration),
    /// It fails.
    Refused,
    /// It is carried out after this time, and the answer gets lost.
    AnswerLost(Duration),
}

impl Fate {
    fn choose(choices: &mut Choices) -> Self {
        match choices.below(40) {
            35 => Self::Refused,
            36 | 37 => Self::AnswerLost(choices.one_of(&[PLAIN, ANSWERED_WITHIN / 2, ANSWERED_WITHIN * 4])),
            38 => Self::Done(PLAIN, choices.one_of(&[Duration::from_secs(1), ANSWERED_WITHIN])),
            39 => Self::Done(choices.one_of(&[Duration::from_secs(1), ANSWERED_WITHIN]), PLAIN),
            _ => Self::Done(Duration::ZERO, PLAIN),
        }
    }

    fn fault(self) -> Option<&'static str> {
        match self {
            Self::Done(Duration::ZERO, PLAIN) => None,
            Self::Done(..) => Some("database is slow"),
            Self::Refused => Some("database fails"),
            Self::AnswerLost(_) => Some("database's answer is lost"),
        }
    }
}

impl Statement {
    /// Its name, for the report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Begin(_) => "record",
            Self::Record(record) if record.holder == record.key => "record outcome",
            Self::Record(_) => "record what was found",
            Self::Claim(_) => "claim",
            Self::Renew { .. } => "renew",
            Self::Commit(commit) => commit.name(),
            Self::Notice(_, statement) => statement.name(),
        }
    }

    /// Returns what is answered if it fails, or nobody knows whether it did.
    fn failed(&self) -> Answer {
        let error = || JournalError::new("as simulated");
        match self {
            Self::Begin(_) => Answer::Begun(Err(error())),
            Self::Record(_) | Self::Renew { .. } => Answer::Held(Err(error())),
            Self::Claim(_) => Answer::Claimed(Err(error())),
            Self::Commit(_) => Answer::Committed(None),
            Self::Notice(..) => Answer::Notice(None),
        }
    }
}

impl Database {
    pub(crate) fn new() -> Self {
        let clock = Arc::new(AtomicU64::new(0));
        let (first, second) = (Arc::clone(&clock), Arc::clone(&clock));
        let read = |clock: &AtomicU64| Duration::from_nanos(clock.load(Ordering::Relaxed));
        Self {
            journal: MemoryJournal::with_clock(move || read(&first)),
            callbacks: MemoryCallbackStore::with_clock(100, move || read(&second)),
            clock,
            down_until: Duration::ZERO,
            holds: Holds::default(),
            claims: Vec::new(),
            locked: Vec::new(),
        }
    }

    /// Sets its clock.
    pub(crate) fn set_clock(&self, now: Duration) {
        self.clock.store(u64::try_from(now.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// Returns what a future gives at once: the stores in memory never wait.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

impl History<'_> {
    /// Sends a statement to the database, for an instance.
    pub(crate) fn ask(&mut self, instance: usize, asker: Asker, statement: Statement) {
        let name = statement.name();
        if self.crashes(instance, name, false) {
            return;
        }
        let mut fate = Fate::choose(&mut self.choices);
        // A transaction whose connection breaks is rolled back.
        let is_inside = matches!(statement, Statement::Notice(_, NoticeStatement::KeepIn(..)));
        if self.now < self.database.down_until || (is_inside && matches!(fate, Fate::AnswerLost(_))) {
            fate = Fate::Refused;
        }
        if let Some(fault) = fate.fault() {
            self.fault(fault);
        }
        self.note(|| format!("instance {instance} asks the database, {name}: {fate:?}"));
        let waiting = |answered_after| Some(Waiting { instance, asker, answered_after });
        match fate {
            Fate::Done(Duration::ZERO, answered) => self.executed(statement, waiting(answered)),
            Fate::Done(after, answered) => self.push(after, Due::Execute(Box::new((statement, waiting(answered))))),
            Fate::Refused => {
                let answer = statement.failed();
                self.push(PLAIN, Due::Answered(instance, asker, Box::new(answer)));
            }
            Fate::AnswerLost(after) => {
                let answer = statement.failed();
                self.push(after, Due::Execute(Box::new((statement, None))));
                self.push(after.min(ANSWERED_WITHIN), Due::Answered(instance, asker, Box::new(answer)));
            }
        }
        self.crashes(instance, name, true);
    }

    /// Carries out a statement that has arrived at the database, and answers it; later, if it has to wait.
    pub(crate) fn executed(&mut self, statement: Statement, waiting: Option<Waiting>) {
        let again = waiting.map(|_| statement.clone());
        let (answer, Some(Waiting { instance, asker, answered_after })) = (self.execute(statement), waiting) else {
            return;
        };
        match (answer, again) {
            (Some(answer), _) => self.push(answered_after, Due::Answered(instance, asker, Box::new(answer))),
            (None, Some(again)) => self.push(Duration::from_millis(500), Due::Execute(Box::new((again, waiting)))),
            (None, None) => {}
        }
    }

    /// Carries a statement out. Nothing if it has to wait.
    fn execute(&mut self, statement: Statement) -> Option<Answer> {
        let now = self.now;
        self.database.set_clock(now);
        let (journal, holds) = (&self.database.journal, &mut self.database.holds);
        let (answer, wrong) = match statement {
            Statement::Begin(intent) => {
                let begun = at_once(journal.begin(&intent))?;
                holds.begun(&intent, now);
                (Answer::Begun(begun), None)
            }
            Statement::Record(record) => {
                let held = at_once(journal.record_outcome(&record))?;
                let wrong = holds.recorded(&record, now, held == Ok(true));
                (Answer::Held(held), wrong)
            }
            Statement::Claim(request) => {
                let claimed = at_once(journal.claim(&request))?;
                let wrong = claimed.iter().flatten().find_map(|entry| holds.claimed(&request, entry, now));
                (Answer::Claimed(claimed), wrong)
            }
            Statement::Renew { key, holder, lease } => {
                let held = at_once(journal.renew(key, holder, lease))?;
                let wrong = holds.renewed(key, holder, now + lease, held == Ok(true));
                (Answer::Held(held), wrong)
            }
            Statement::Commit(commit) => return Some(Answer::Committed(Some(self.commit(commit)))),
            Statement::Notice(task, statement) => {
                return self.notice_statement(task, statement).map(|a| Answer::Notice(Some(a)));
            }
        };
        if let Some(wrong) = wrong {
            self.violate(wrong);
        }
        Some(answer)
    }
}
