//! Retries: which calls, and after which pause.
//!
//! A call is repeated if it only reads, if the provider answers a repeated `X-Request-Id` with its first response, or if
//! not a byte of it can have left. Anything else is sent exactly once: no setting says otherwise.

use std::time::{Duration, UNIX_EPOCH};

use super::given::Now;
use crate::error::Error;
use crate::http::HttpResponse;
use crate::meta::Effect;

/// Repeats of a call, by default.
pub(crate) const REPEATS: u32 = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// A longer wait is reported to the caller instead.
pub(crate) const LONGEST_OBEYED: Duration = Duration::from_secs(60);

/// Reports whether a call that ended so may be sent again, whatever the settings.
///
/// - Certainly not sent: yes, whatever the call does.
/// - Read or replayed: if it got lost, or was turned away for a while (408, 429, 502, 503, 504). Not after 500, which
///   says that this request made the server fail and will again; nor after a redirect, or a response that is not
///   authentic or not readable: asking again makes none of them better.
pub(crate) fn is_repeatable(error: &Error) -> bool {
    let Some(call) = error.call() else { return false };
    let is_harmless = call.endpoint.effect == Effect::Read || is_replayed(error);
    let passes = |status: u16| matches!(status, 408 | 429 | 502 | 503 | 504);
    match error {
        Error::NotSent(e) => !e.failed_at.may_have_arrived(),
        Error::Unknown(e) => is_harmless && e.http_status.is_none_or(passes),
        Error::Provider(e) => is_harmless && passes(e.http_status),
        _ => false,
    }
}

fn is_replayed(error: &Error) -> bool {
    error.call().is_some_and(|call| call.endpoint.api.replays_request_id && call.request_id.is_some())
}

/// Returns the pause before repeat number `nth`, counted from 0: doubling, of which the second half is left to chance, so that
/// clients which failed together do not come back together; or what the provider asks for, if that is longer. `None` if
/// that is too long to wait for.
pub(crate) fn pause(nth: u32, asked: Option<Duration>, chance: u32) -> Option<Duration> {
    let full = FIRST_PAUSE.saturating_mul(1 << nth.min(10)).min(LONGEST_PAUSE);
    let half = full / 2;
    let own = half + (half / 1024) * (chance % 1024);
    match asked {
        Some(asked) if asked > LONGEST_OBEYED => None,
        Some(asked) => Some(own.max(asked)),
        None => Some(own),
    }
}

/// Returns `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3), of the responses for which it is defined or customary.
pub(crate) fn retry_after(http: &HttpResponse, now: Now) -> Option<Duration> {
    if !matches!(http.status, 429 | 503) {
        return None;
    }
    let value = http.header("retry-after").map(str::trim).filter(|value| !value.is_empty())?;
    if value.bytes().all(|b| b.is_ascii_digit()) {
        return Some(value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    let now = UNIX_EPOCH.checked_add(Duration::from_millis(now.unix_ms))?;
    Some(date.duration_since(now).unwrap_or_default())
}
