//! A journal that survives the program, and fails as journals do.

use std::time::Duration;

use freedompay::Uuid;
use freedompay::journal::{EntryState, Intent, JournalEntry, JournalError};

use crate::choices::Choices;

/// What happens to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// It is kept, after this time.
    Kept(Duration),
    /// It is refused.
    Refused,
    /// It is refused, although it was kept: the confirmation got lost.
    Unconfirmed,
}

/// The journal.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: Vec<JournalEntry>,
}

impl Keeping {
    /// Decides what happens to an intent.
    pub(crate) fn of_intent(choices: &mut Choices) -> Self {
        match choices.below(24) {
            21 => Self::Refused,
            22 => Self::Unconfirmed,
            23 => Self::Kept(choices.one_of(&[1, 30, 400].map(Duration::from_secs))),
            _ => Self::Kept(Duration::from_millis(2)),
        }
    }

    /// Decides what happens to an outcome.
    pub(crate) fn of_outcome(choices: &mut Choices) -> Self {
        if choices.once_in(16) { Self::Refused } else { Self::Kept(Duration::ZERO) }
    }

    /// Returns what the program is told.
    ///
    /// # Errors
    /// Unless it is kept and confirmed.
    pub(crate) fn result(self) -> Result<(), JournalError> {
        if let Self::Kept(_) = self { Ok(()) } else { Err(JournalError::failed("as simulated")) }
    }
}

impl Journal {
    /// Records an intent.
    pub(crate) fn begin(&mut self, intent: Intent) {
        self.entries.push(JournalEntry::new(intent, EntryState::Pending));
    }

    /// Records an outcome. As in a journal, the first that settles a call stays.
    pub(crate) fn record_outcome(&mut self, key: Uuid, state: EntryState) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.intent.key == key && !entry.state.is_final()) {
            entry.state = state;
        }
    }

    /// Returns the entries whose outcome is open; all of them, as after the end of the process that wrote them.
    pub(crate) fn open(&self) -> Vec<JournalEntry> {
        self.entries.iter().filter(|entry| !entry.state.is_final()).cloned().collect()
    }

    /// Returns the entry of a call, by the number of its order.
    pub(crate) fn of_order(&self, order: &str) -> Option<&JournalEntry> {
        self.entries.iter().find(|entry| entry.intent.ids.iter().any(|(_, id)| id == order))
    }
}
