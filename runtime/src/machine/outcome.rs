//! The outcome of a call from those of its attempts, and what the journal holds of it.

use uuid::Uuid;

use super::given::Now;
use super::prepared::SentRequest;
use super::settings::Settings;
use crate::error::{Call, Decode, Error, NotSent, RawBody, Unknown};
use crate::http::{Stage, TransportError};
use crate::journal::{EntryState, Intent};

/// Returns the intent of a call that is about to be sent.
pub(super) fn intent(settings: &Settings, sent: &SentRequest, key: Uuid, now: Now) -> Intent {
    let longest = settings.options.longest();
    let ids = sent.ids().into_iter().map(|(name, id)| (name.to_owned(), id)).collect();
    Intent {
        key,
        api: sent.endpoint.api.name.to_owned(),
        account: settings.account().to_owned(),
        host: settings.base_url.as_str().to_owned(),
        endpoint: sent.endpoint.id.to_owned(),
        request_id: sent.request_id(),
        ids,
        at_ms: now.unix_ms,
        expires_at_ms: now.unix_ms.saturating_add(u64::try_from(longest.as_millis()).unwrap_or(u64::MAX)),
    }
}

/// Returns what the journal holds of a call that ended so: the same as its caller is told.
pub(super) fn entry_state(error: Option<&Error>) -> EntryState {
    match error {
        None => EntryState::Responded,
        Some(error) if error.may_have_happened() => EntryState::InDoubt,
        Some(Error::Provider(_)) => EntryState::Refused,
        Some(_) => EntryState::NotSent,
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
        Error::Invalid(_) => (earlier.call.clone(), "was not sent: it could not be encoded once more".to_owned()),
        Error::Unknown(e) if e.http_status.is_some() => (e.call, format!("failed, too: {}", e.message)),
        last => return last,
    };
    let message = format!("{} in an earlier attempt, which may have arrived; the last one {message}", earlier.message);
    Error::Unknown(Box::new(Unknown { call, message, ..*earlier }))
}
