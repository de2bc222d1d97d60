//! Recovery of a journal entry: which call it was, and what is written about it once it was asked about.

use std::time::Duration;

use super::given::Now;
use super::poll::Schedule;
use super::reconcile::{Outcome, ReconcileMachine};
use super::settings::Settings;
use crate::error::{Call, Error};
use crate::journal::{EntryState, Intent, JournalEntry};
use crate::meta::EndpointMeta;

/// A clock that reads less was never set. What it wrote says nothing about the time that has passed since.
const FIRST_PLAUSIBLE_MS: u64 = 1_700_000_000_000;

/// What to ask about a journal entry.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Recovery {
    /// The status call of the recorded call.
    Ask(ReconcileMachine),
    /// Nothing can be asked.
    Ended(Outcome),
}

/// Reports whether an entry is about a call that a client can be asked about: of its API, account and host. Another account
/// has never heard of it, and would say that it did not happen. An entry that names no account counts as well: its
/// [`Recovery`] says that nobody can be asked.
pub fn is_own(settings: &Settings, intent: &Intent) -> bool {
    intent.api == settings.api.name && (is_of_account(settings, intent) || intent.account.is_empty())
}

fn is_of_account(settings: &Settings, intent: &Intent) -> bool {
    intent.account == settings.account() && intent.host == settings.base_url.as_str()
}

impl Recovery {
    /// Returns what to ask about an entry, given the table of its endpoint.
    pub fn new(
        settings: &Settings,
        entry: &JournalEntry,
        endpoint: Option<&'static EndpointMeta>,
        schedule: Schedule,
        now: Now,
    ) -> Self {
        if !is_of_account(settings, &entry.intent) {
            let reason = "the record is not of this account and host, so this client cannot ask about it";
            return Self::Ended(Outcome::unknown(reason, None));
        }
        match lost(&entry.intent, endpoint) {
            Ok(lost) => Self::Ask(
                ReconcileMachine::new(settings, Ok(lost), schedule).over_since(over_since(&entry.intent, now)),
            ),
            Err(reason) => Self::Ended(Outcome::unknown(reason, None)),
        }
    }
}

/// Returns what the journal holds of a call once its outcome is found; nothing while it stays in doubt.
pub fn state_of(outcome: &Result<Outcome, Error>) -> Option<EntryState> {
    match outcome {
        Ok(Outcome::Happened(_)) => Some(EntryState::Happened),
        Ok(Outcome::DidNotHappen { .. }) => Some(EntryState::DidNotHappen),
        _ => None,
    }
}

/// Returns how long the call can no longer have been under way, by the clock that recorded it. A clock that went back gives zero.
fn over_since(intent: &Intent, now: Now) -> Duration {
    if intent.at_ms < FIRST_PLAUSIBLE_MS || intent.expires_at_ms == 0 {
        return Duration::ZERO;
    }
    Duration::from_millis(now.unix_ms.saturating_sub(intent.expires_at_ms.max(intent.at_ms)))
}

/// Returns the call as its error would have named it.
fn lost(intent: &Intent, endpoint: Option<&'static EndpointMeta>) -> Result<Call, String> {
    let Some(endpoint) = endpoint else {
        return Err(format!("this program has no endpoint {}", intent.endpoint));
    };
    // An id inside the request has the name by which the status call takes it.
    let known = endpoint.request.iter().chain(endpoint.recover.into_iter().flat_map(|status| status.request));
    let name = |name: &str| known.clone().find(|field| field.name == name).map(|field| field.name);
    let ids = intent.ids.iter().filter_map(|(id, value)| Some((name(id)?, value.clone()))).collect();
    Ok(Call::new(endpoint, intent.request_id.clone(), ids))
}
