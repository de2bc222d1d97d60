//! Who may hold which entry of the journal: a model of the rule alone, to compare the journal with.

use std::time::Duration;

use freedompay::Uuid;
use freedompay::journal::{Account, ClaimRequest, ClaimScope, EntryState, Intent, JournalEntry, OutcomeRecord};

/// One entry that was recorded.
struct Hold {
    key: Uuid,
    account: Account,
    /// When the call can no longer be under way.
    expires: Duration,
    holder: Uuid,
    until: Duration,
    is_closed: bool,
    /// Whose outcome counted as acknowledged at once.
    closed_by: Option<Uuid>,
}

/// All entries of a history.
#[derive(Default)]
pub(crate) struct Holds(Vec<Hold>);

impl Holds {
    fn of(&mut self, key: Uuid) -> Option<&mut Hold> {
        self.0.iter_mut().find(|hold| hold.key == key)
    }

    /// Notes a record.
    pub(crate) fn begun(&mut self, intent: &Intent, now: Duration) {
        let until = now + intent.expires_in;
        let account = intent.account.clone();
        self.0.push(Hold {
            key: intent.key,
            account,
            expires: until,
            holder: intent.key,
            until,
            is_closed: false,
            closed_by: None,
        });
    }

    /// Notes what was written about an entry, and returns what is wrong about it.
    pub(crate) fn recorded(&mut self, record: &OutcomeRecord, now: Duration, was_held: bool) -> Option<String> {
        let (hold, key) = (self.of(record.key), record.key);
        let is_holder = hold.as_ref().is_some_and(|hold| hold.holder == record.holder && !hold.is_closed);
        if was_held != is_holder {
            return Some(format!("an outcome of {key} was written: {was_held}, by its holder: {is_holder}"));
        }
        let hold = hold.filter(|_| was_held)?;
        hold.until = now + record.hold_for;
        hold.is_closed = record.acknowledged;
        hold.closed_by = record.acknowledged.then_some(record.holder);
        let is_open = matches!(record.state, EntryState::Pending | EntryState::InDoubt);
        (is_open && record.acknowledged).then(|| format!("{key} is in doubt and counts as acknowledged"))
    }

    /// Notes that an entry was claimed, and returns what is wrong about it.
    pub(crate) fn claimed(&mut self, request: &ClaimRequest, entry: &JournalEntry, now: Duration) -> Option<String> {
        let key = entry.intent.key;
        let Some(hold) = self.of(key) else { return Some(format!("{key} was claimed, and never recorded")) };
        if hold.is_closed || hold.until > now {
            return Some(format!("{key} was claimed while another held it, or after it was acknowledged"));
        }
        if matches!(&request.scope, ClaimScope::Account { account, .. } if *account != hold.account) {
            return Some(format!("{key} was claimed for another account"));
        }
        (hold.holder, hold.until) = (request.holder, now + request.lease);
        None
    }

    /// Notes that a claim was renewed, and returns what is wrong about it.
    pub(crate) fn renewed(&mut self, key: Uuid, holder: Uuid, until: Duration, was_held: bool) -> Option<String> {
        let hold = self.of(key);
        let is_holder = hold.as_ref().is_some_and(|hold| hold.holder == holder && !hold.is_closed);
        if was_held != is_holder {
            return Some(format!("a claim of {key} was renewed: {was_held}, by its holder: {is_holder}"));
        }
        if let Some(hold) = hold.filter(|_| was_held) {
            hold.until = until;
        }
        None
    }

    /// Notes that an entry was acknowledged, and returns what is wrong about it.
    pub(crate) fn acknowledged(&mut self, key: Uuid, was_there: bool) -> Option<String> {
        let is_open = self.of(key).is_some_and(|hold| !std::mem::replace(&mut hold.is_closed, true));
        (was_there != is_open).then(|| format!("{key} was acknowledged: {was_there}, it was open: {is_open}"))
    }

    /// Reports whether the entry was closed by an outcome of this holder, without the program.
    pub(crate) fn is_closed_by(&self, key: Uuid, holder: Uuid) -> bool {
        self.0.iter().any(|hold| hold.key == key && hold.closed_by == Some(holder))
    }

    /// Returns when a recorded call can no longer be under way.
    pub(crate) fn expires(&self, key: Uuid) -> Option<Duration> {
        self.0.iter().find(|hold| hold.key == key).map(|hold| hold.expires)
    }

    /// Reports whether an entry was recorded and then acknowledged.
    pub(crate) fn is_closed(&self, key: Uuid) -> bool {
        self.0.iter().any(|hold| hold.key == key && hold.is_closed)
    }
}
