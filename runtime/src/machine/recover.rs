//! Recovery of a journal entry: which call it was, what to ask about it, and what is written once that was asked.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::poll::Schedule;
use super::reconcile::{Outcome, ReconcileMachine};
use super::settings::Settings;
use crate::error::{Call, Error};
use crate::journal::{EntryState, Intent, JournalEntry, OutcomeRecord};
use crate::meta::EndpointMeta;

/// What a claim is longer than a status call: the longest pause before it, and a margin.
const BEYOND_A_CALL: Duration = Duration::from_secs(60);

/// What to ask about a journal entry.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Recovery {
    /// The status call of the recorded call.
    Ask(ReconcileMachine),
    /// Nothing can be asked, or need be.
    Ended(Outcome),
}

impl Recovery {
    /// Returns what to ask about an entry, given the table of its endpoint.
    ///
    /// What was refused or never sent is known without asking. What was answered is asked about anew: the response is gone
    /// with the program that had it.
    pub fn new(
        settings: &Settings,
        entry: &JournalEntry,
        endpoint: Option<&'static EndpointMeta>,
        schedule: Schedule,
    ) -> Self {
        if entry.intent.account != **settings.journal_account() {
            let reason = "the record is not of this account and host, so this client cannot ask about it";
            return Self::Ended(Outcome::unknown(reason, None));
        }
        let known = match entry.state {
            EntryState::NotSent => Some("it was not sent"),
            EntryState::Refused => Some("the provider refused it"),
            _ => None,
        };
        if let Some(reason) = known {
            return Self::Ended(Outcome::DidNotHappen { reason: reason.to_owned(), response: None });
        }
        match lost(&entry.intent, endpoint) {
            Ok(lost) => {
                let machine = ReconcileMachine::new(settings, Ok(lost), schedule).over_since(entry.over_since);
                Self::Ask(if was_seen(entry) { machine.was_seen() } else { machine })
            }
            Err(reason) => Self::Ended(Outcome::unknown(reason, None)),
        }
    }
}

/// Reports whether the provider has shown that it knows the call: then a later "not found" proves nothing.
fn was_seen(entry: &JournalEntry) -> bool {
    matches!(entry.state, EntryState::Responded | EntryState::Happened)
}

/// Returns what is written about an entry once it was asked about: the state that was found, or the one it had. The program
/// then has the same time to acknowledge it as for a response; what stays in doubt is given up, for the next to ask.
pub fn found(
    settings: &Settings,
    entry: &JournalEntry,
    holder: Uuid,
    outcome: &Result<Outcome, Error>,
) -> OutcomeRecord {
    let (state, is_found) = match outcome {
        Ok(Outcome::Happened(_)) => (EntryState::Happened, true),
        Ok(Outcome::DidNotHappen { .. }) => match entry.state {
            EntryState::NotSent | EntryState::Refused => (entry.state, true),
            _ => (EntryState::DidNotHappen, true),
        },
        _ if entry.state == EntryState::Pending => (EntryState::InDoubt, false),
        _ => (entry.state, false),
    };
    OutcomeRecord {
        key: entry.intent.key,
        holder,
        state,
        response_ids: entry.response_ids.clone(),
        hold_for: if state.is_final() { settings.options.acknowledge_within } else { Duration::ZERO },
        acknowledged: is_found && settings.options.acknowledge_on_return,
    }
}

/// Returns how long an entry is claimed for while it is asked about. The claim is renewed before each further status call, so it
/// covers the pause before one, and the call itself.
pub fn lease(settings: &Settings) -> Duration {
    settings.options.longest().saturating_add(BEYOND_A_CALL)
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
    Ok(Call {
        account: Some(Arc::new(intent.account.clone())),
        journal_key: Some(intent.key),
        ..Call::new(endpoint, intent.request_id.clone(), ids)
    })
}
