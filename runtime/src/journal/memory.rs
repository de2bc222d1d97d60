//! The journal in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::{
    Account, ClaimRequest, ClaimScope, EntryState, Intent, Journal, JournalEntry, JournalError, OpenEntries,
    OutcomeRecord, SameCalls,
};
use crate::transport::BoxFuture;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A journal in memory, for tests: it is gone with the process, so it protects nothing. Its clones share the entries.
///
/// Its clock is this process's, or one that the test sets ([`with_clock`](Self::with_clock)).
#[derive(Clone)]
pub struct MemoryJournal {
    entries: Arc<Mutex<BTreeMap<Uuid, Kept>>>,
    clock: Arc<dyn Fn() -> Duration + Send + Sync>,
}

struct Kept {
    intent: Intent,
    state: EntryState,
    response_ids: Vec<(String, String)>,
    begun: Duration,
    holder: Uuid,
    held_until: Duration,
}

impl Kept {
    fn entry(&self, now: Duration) -> JournalEntry {
        JournalEntry {
            intent: self.intent.clone(),
            state: self.state,
            response_ids: self.response_ids.clone(),
            age: now.saturating_sub(self.begun),
            over_since: now.saturating_sub(self.begun.saturating_add(self.intent.expires_in)),
        }
    }
}

impl Default for MemoryJournal {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryJournal").field("open", &self.entries().len()).finish_non_exhaustive()
    }
}

impl MemoryJournal {
    /// Creates an empty journal.
    pub fn new() -> Self {
        let started = Instant::now();
        Self::with_clock(move || started.elapsed())
    }

    /// Creates an empty journal with a clock: the time since any fixed moment.
    pub fn with_clock(clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { entries: Arc::default(), clock: Arc::new(clock) }
    }

    /// Returns the entries that are not acknowledged, in the order of their keys.
    pub fn entries(&self) -> Vec<JournalEntry> {
        let now = (self.clock)();
        self.lock().values().map(|kept| kept.entry(now)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Uuid, Kept>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, record: &OutcomeRecord) -> bool {
        let now = (self.clock)();
        let mut entries = self.lock();
        let Some(kept) = entries.get_mut(&record.key).filter(|kept| kept.holder == record.holder) else { return false };
        kept.state = record.state;
        kept.response_ids.clone_from(&record.response_ids);
        kept.held_until = now.saturating_add(record.hold_for);
        if record.acknowledged {
            entries.remove(&record.key);
        }
        true
    }

    fn take(&self, request: &ClaimRequest) -> Vec<JournalEntry> {
        let now = (self.clock)();
        let mut entries = self.lock();
        let is_free = |kept: &&mut Kept| kept.held_until <= now;
        let claimed: Vec<&mut Kept> = match &request.scope {
            ClaimScope::Entry(key) => entries.get_mut(key).filter(is_free).into_iter().collect(),
            ClaimScope::Account { account, after, most } => entries
                .values_mut()
                .filter(|kept| kept.intent.account == *account && Some(kept.intent.key) > *after)
                .filter(is_free)
                .take(usize::try_from(*most).unwrap_or(usize::MAX))
                .collect(),
        };
        claimed
            .into_iter()
            .map(|kept| {
                (kept.holder, kept.held_until) = (request.holder, now.saturating_add(request.lease));
                kept.entry(now)
            })
            .collect()
    }
}

impl Journal for MemoryJournal {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async {
            let now = (self.clock)();
            let kept = Kept {
                intent: intent.clone(),
                state: EntryState::Pending,
                response_ids: Vec::new(),
                begun: now,
                holder: intent.key,
                held_until: now.saturating_add(intent.expires_in),
            };
            self.lock().insert(intent.key, kept);
            Ok(())
        })
    }

    fn record_outcome<'a>(&'a self, record: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async { Ok(self.record(record)) })
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { Ok(self.take(request)) })
    }

    fn find<'a>(&'a self, calls: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>> {
        Box::pin(async {
            Ok(self.lock().values().map(|kept| &kept.intent).filter(|it| calls.include(it)).map(|it| it.key).collect())
        })
    }

    fn renew(&self, key: Uuid, holder: Uuid, lease: Duration) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async move {
            let held_until = (self.clock)().saturating_add(lease);
            let mut entries = self.lock();
            let held = entries.get_mut(&key).filter(|kept| kept.holder == holder);
            Ok(held.map(|kept| kept.held_until = held_until).is_some())
        })
    }

    fn acknowledge(&self, key: Uuid) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async move { Ok(self.lock().remove(&key).is_some()) })
    }

    fn open<'a>(&'a self, account: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>> {
        Box::pin(async {
            let now = (self.clock)();
            let entries = self.lock();
            let own = || entries.values().filter(|kept| kept.intent.account == *account);
            let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
            let is_old = |kept: &&Kept| now.saturating_sub(kept.begun) > DAY;
            Ok(OpenEntries { open: count(own().count()), older_than_a_day: count(own().filter(is_old).count()) })
        })
    }
}
