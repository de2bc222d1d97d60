//! The journal in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::{EntryState, Intent, Journal, JournalEntry, JournalError};
use crate::transport::BoxFuture;

/// A journal in memory, for tests: it is gone with the process, so it protects nothing. Its clones share the entries.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal(Arc<Mutex<Vec<JournalEntry>>>);

impl MemoryJournal {
    /// Creates an empty journal.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns all entries in the order of their records, with the state of each.
    pub fn entries(&self) -> Vec<JournalEntry> {
        self.lock().clone()
    }

    /// Changes the entries, as a test needs them.
    pub fn change(&self, change: impl FnMut(&mut JournalEntry)) {
        self.lock().iter_mut().for_each(change);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<JournalEntry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal for MemoryJournal {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async {
            self.lock().push(JournalEntry::new(intent.clone(), EntryState::Pending));
            Ok(())
        })
    }

    fn record_outcome(&self, key: Uuid, state: EntryState) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            self.lock().iter_mut().filter(|entry| entry.intent.key == key).for_each(|entry| entry.state = state);
            Ok(())
        })
    }

    fn in_doubt(&self) -> BoxFuture<'_, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { Ok(self.lock().iter().filter(|entry| entry.is_in_doubt()).cloned().collect()) })
    }
}
