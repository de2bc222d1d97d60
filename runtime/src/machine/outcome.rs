//! The outcome of a call from those of its attempts, and what the journal holds of it.

use std::time::Duration;

use uuid::Uuid;

use super::prepared::SentRequest;
use super::response::RawResponse;
use super::settings::Settings;
use crate::error::{Call, Decode, Error, NotSent, RawBody, Unknown};
use crate::http::{Stage, TransportError};
use crate::journal::{Account, EntryState, Intent, OutcomeRecord};
use crate::meta::EndpointMeta;
use crate::tree::{Kind, Ref};

/// What a recorded call's time is longer than the last moment at which it is sent or waited for: a thread that is not scheduled.
const MARGIN: Duration = Duration::from_secs(10);
/// What is looked at of a response for the ids that it names.
const DEEPEST: usize = 2;
const LONGEST_ID: usize = 128;
const MOST_IDS: usize = 16;

/// Returns the intent of a call that is about to be sent.
pub(super) fn intent(settings: &Settings, sent: &SentRequest, key: Uuid) -> Intent {
    Intent {
        key,
        account: Account::clone(settings.journal_account()),
        endpoint: sent.endpoint.id.to_owned(),
        request_id: sent.request_id(),
        ids: sent.ids().into_iter().map(|(name, id)| (name.to_owned(), id)).collect(),
        expires_in: settings.options.longest().saturating_add(MARGIN),
    }
}

/// Returns what the journal holds of a call that ended so: the same as its caller is told.
pub(super) fn record(
    settings: &Settings,
    sent: &SentRequest,
    key: Uuid,
    outcome: &Result<RawResponse, Error>,
) -> OutcomeRecord {
    let state = match outcome {
        Ok(_) => EntryState::Responded,
        Err(error) if error.may_have_happened() => EntryState::InDoubt,
        Err(Error::Provider(_)) => EntryState::Refused,
        Err(_) => EntryState::NotSent,
    };
    let response_ids = outcome.as_ref().map(|response| response_ids(sent, response.message())).unwrap_or_default();
    let options = &settings.options;
    OutcomeRecord {
        key,
        holder: key,
        state,
        response_ids,
        // A call in doubt is nobody's: whoever asks first about it holds it.
        hold_for: if state.is_final() { options.acknowledge_within } else { Duration::ZERO },
        acknowledged: state.is_final() && options.acknowledge_on_return,
    }
}

/// Returns the ids that a response names beyond those that the request gave.
fn response_ids(sent: &SentRequest, message: Ref<'_>) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    find_ids(sent.endpoint, message, 0, &mut ids);
    let given = sent.ids();
    ids.retain(|(name, id)| !given.iter().any(|(known, value)| known == name && value == id));
    ids
}

fn find_ids(endpoint: &EndpointMeta, part: Ref<'_>, depth: usize, ids: &mut Vec<(String, String)>) {
    for field in part.children() {
        let (name, id) = (field.name(), field.text());
        if field.kind() == Kind::Map && depth < DEEPEST {
            find_ids(endpoint, field, depth + 1, ids);
        } else if endpoint.api.ids.contains(&name) && (1..=LONGEST_ID).contains(&id.len()) && ids.len() < MOST_IDS {
            ids.push((name.to_owned(), id.to_owned()));
        }
    }
}

pub(super) fn out_of_time(call: Call) -> Error {
    not_sent(call, "the total timeout elapsed before the call was sent".to_owned())
}

pub(super) fn not_sent(call: Call, message: String) -> Error {
    Error::NotSent(Box::new(NotSent { call, failed_at: Stage::NotSent, message }))
}

/// Returns the error of an attempt without a response.
pub(super) fn lost(call: Call, failure: TransportError) -> Error {
    let TransportError { stage: failed_at, message } = failure;
    match failed_at {
        Stage::ResponseTooLarge(http_status) => {
            let body = RawBody(Vec::new());
            Error::Decode(Box::new(Decode { call, http_status, path: String::new(), message, body }))
        }
        _ if failed_at.may_have_arrived() => {
            Error::Unknown(Box::new(Unknown { call, failed_at, message, http_status: None }))
        }
        _ => Error::NotSent(Box::new(NotSent { call, failed_at, message })),
    }
}

/// Returns the doubt that an attempt leaves, before another one is made.
pub(super) fn doubt(error: Error) -> Option<Box<Unknown>> {
    match error {
        Error::Unknown(unknown) => Some(unknown),
        Error::Provider(e) if !e.conclusive => {
            let code = e.code.map(|code| format!(" with error code {code}")).unwrap_or_default();
            let message = format!("the response was HTTP status {}{code}", e.http_status);
            let (call, failed_at, http_status) = (e.call, Stage::Responded, Some(e.http_status));
            Some(Box::new(Unknown { call, failed_at, message, http_status }))
        }
        _ => None,
    }
}

/// Keeps the doubt of an earlier attempt that may have arrived, unless the last one proves that nothing happened. One that
/// was not sent proves nothing about an earlier one; what else it is, is doubt by itself.
pub(super) fn in_doubt(last: Error, earlier: Option<Box<Unknown>>) -> Error {
    let Some(earlier) = earlier else { return last };
    let (call, message) = match last {
        Error::NotSent(e) => (e.call, format!("was not sent ({})", e.message)),
        Error::Unknown(e) if e.http_status.is_some() => (e.call, format!("failed, too: {}", e.message)),
        last => return last,
    };
    let message = format!("{} in an earlier attempt, which may have arrived; the last one {message}", earlier.message);
    Error::Unknown(Box::new(Unknown { call, message, ..*earlier }))
}
