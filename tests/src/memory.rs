//! A journal in memory that keeps one call.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use freedompay::Uuid;
use freedompay::journal::{EntryState, Intent, Journal, JournalEntry, JournalError};

/// Records the last call that was begun; its clones share the record.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<Option<JournalEntry>>>);

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Option<JournalEntry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the state of the recorded call; nothing if no call was recorded.
    pub fn state(&self) -> Option<EntryState> {
        self.lock().as_ref().map(|entry| entry.state)
    }

    /// Changes the record of the call.
    pub fn change(&self, change: impl FnOnce(&mut Intent)) {
        if let Some(entry) = self.lock().as_mut() {
            change(&mut entry.intent);
        }
    }
}

impl Journal for Memory {
    fn begin(&self, intent: &Intent) -> Result<(), JournalError> {
        *self.lock() = Some(JournalEntry::new(intent.clone(), EntryState::Pending));
        Ok(())
    }

    fn record_outcome(&self, _: Uuid, state: EntryState) -> Result<(), JournalError> {
        if let Some(entry) = self.lock().as_mut() {
            entry.state = state;
        }
        Ok(())
    }

    fn in_doubt(&self) -> Result<Vec<JournalEntry>, JournalError> {
        Ok(self.lock().iter().filter(|entry| !entry.state.is_final()).cloned().collect())
    }
}
