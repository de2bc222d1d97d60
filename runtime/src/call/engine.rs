//! The engine that every call passes through; not generic, compiled once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use crate::api::credentials::Signer;
use crate::api::endpoint::ResponseBody;
use crate::call::judge::judge;
use crate::call::limiter::{Limiter, left};
use crate::call::prepared::{FormEncoding, PreparedRequest, SentRequest};
use crate::call::recording::JournalGuard;
use crate::call::response::{RawResponse, Response};
use crate::call::retry::{self, RetryBudget};
use crate::error::{Call, Decode, Error, NotSent, RawBody, Unknown};
use crate::journal::Journal;
use crate::meta::ApiMeta;
use crate::transport::base_url::BaseUrl;
use crate::transport::{HttpRequest, HttpResponse, Stage, Transport, TransportError};

/// The shared core of a client.
pub(crate) struct ClientInner {
    pub(crate) api: &'static ApiMeta,
    pub(crate) base_url: BaseUrl,
    pub(crate) signer: Signer,
    pub(crate) options: Options,
    pub(crate) limiter: Limiter,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) journal: Option<Arc<dyn Journal>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retries: u32,
    pub(crate) max_response_size: usize,
    pub(crate) form_encoding: FormEncoding,
    pub(crate) allow_long_lists: bool,
    pub(crate) pacing: Duration,
    pub(crate) max_concurrency: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            connect_timeout: crate::transport::CONNECT_TIMEOUT,
            total_timeout: None,
            retries: retry::REPEATS,
            max_response_size: 4 << 20,
            form_encoding: FormEncoding::default(),
            allow_long_lists: false,
            pacing: Duration::ZERO,
            max_concurrency: None,
        }
    }
}

/// How an exchange ended, before the response is given its type. The journal learns the outcome with the caller: typed
/// reading is part of the call.
pub(crate) struct Exchanged {
    client: Arc<ClientInner>,
    outcome: Result<RawResponse, Error>,
    sent: SentRequest,
    guard: Option<JournalGuard>,
}

impl Exchanged {
    /// Ends the call with an untyped response.
    pub(crate) fn untyped(self) -> Result<RawResponse, Error> {
        if let Some(guard) = self.guard {
            guard.settle(self.outcome.as_ref().err());
        }
        self.outcome
    }

    /// Ends the call with a typed response.
    pub(crate) fn typed<T: ResponseBody>(self) -> Result<Response<T>, Error> {
        let Self { client, outcome, sent, guard } = self;
        let outcome = outcome.and_then(|raw| raw.decode().map_err(|error| client.masked(error, &sent)));
        if let Some(guard) = guard {
            guard.settle(outcome.as_ref().err());
        }
        outcome
    }
}

impl Options {
    /// Returns the longest time that a recorded call may be under way, from its record to its last byte.
    pub(crate) fn longest(&self) -> Duration {
        let attempts =
            self.timeout.saturating_add(retry::LONGEST_OBEYED).saturating_mul(self.retries.saturating_add(1));
        self.total_timeout.unwrap_or(attempts)
    }
}

impl ClientInner {
    pub(crate) async fn exchange(self: Arc<Self>, prepared: PreparedRequest) -> Result<Exchanged, Error> {
        let endpoint = prepared.sent.endpoint;
        let span = tracing::debug_span!(
            "freedompay.call",
            endpoint = endpoint.id,
            request_id = prepared.request_id(),
            method = endpoint.method.as_str(),
            uri = endpoint.uri,
            body_bytes = prepared.body().len(),
        );
        let begun = Instant::now();
        let guard = JournalGuard::new(self.journal.as_ref(), &prepared.sent, self.options.longest())?;
        // A recorded call is not sent after the time that its record names.
        let limit = if guard.is_some() { Some(self.options.longest()) } else { self.options.total_timeout };
        let end = limit.and_then(|time| begun.checked_add(time));
        let PreparedRequest { http, mut sent, .. } = prepared;
        let outcome = self.attempts(http, &mut sent, begun, end).instrument(span).await;
        Ok(Exchanged { client: self, outcome, sent, guard })
    }

    /// Sends once, or as often as `retry` allows. What repeats a call and what does not is decided there and nowhere else.
    async fn attempts(
        &self,
        mut http: HttpRequest,
        sent: &mut SentRequest,
        begun: Instant,
        end: Option<Instant>,
    ) -> Result<RawResponse, Error> {
        let (mut attempt, mut doubt) = (1, None);
        loop {
            let Ok(permit) = self.limiter.take(sent.endpoint.effect, end, &*self.transport).await else {
                return Err(in_doubt(out_of_time(call(sent, attempt - 1, begun)), doubt));
            };
            http.timeout = left(end).map_or(http.timeout, |left| http.timeout.min(left));
            let outcome = self.transport.send(http).await;
            drop(permit);
            let error = match self.settle(sent, call(sent, attempt, begun), outcome) {
                Ok(response) => {
                    self.retry_budget.earn();
                    return Ok(response);
                }
                Err(error) => error,
            };
            let Some(pause) = self.pause(&error, attempt, end) else { return Err(in_doubt(error, doubt)) };
            if let Error::Unknown(unknown) = error {
                doubt.get_or_insert(unknown);
            }
            self.transport.sleep(pause).await;
            match self.resign(sent) {
                Ok(again) => PreparedRequest { http, sent: *sent, .. } = again,
                Err(error) => return Err(in_doubt(error, doubt)),
            }
            attempt += 1;
        }
    }

    /// Returns how long to wait before the call is sent again, if it is.
    fn pause(&self, error: &Error, attempt: u32, end: Option<Instant>) -> Option<Duration> {
        if attempt > self.options.retries || !retry::is_repeatable(error) {
            return None;
        }
        let pause = retry::pause(attempt - 1, error.call().and_then(|call| call.retry_after))?;
        let is_in_time = left(end).is_none_or(|left| pause < left);
        (is_in_time && self.retry_budget.take()).then_some(pause)
    }

    fn settle(
        &self,
        sent: &SentRequest,
        mut call: Call,
        outcome: Result<HttpResponse, TransportError>,
    ) -> Result<RawResponse, Error> {
        let outcome = match outcome {
            Ok(http) => {
                call.retry_after = retry::retry_after(&http);
                judge(&self.signer, sent, call, http)
            }
            Err(failure) => Err(lost(call, failure)),
        };
        let outcome = outcome.map_err(|error| self.masked(error, sent));
        match &outcome {
            Ok(response) => {
                tracing::debug!(status = response.http.status, body_bytes = response.http.body.len(), "responded");
            }
            Err(error) => tracing::warn!(%error, may_have_happened = error.may_have_happened(), "no usable response"),
        }
        outcome
    }

    /// Hides what the server quotes of the request's secrets: in its code and description, and in names and values that an
    /// error names. The signature is made once more to recognise it: JSON is encoded to the same bytes.
    fn masked(&self, mut error: Error, sent: &SentRequest) -> Error {
        let texts: Vec<&mut String> = match &mut error {
            Error::Provider(e) => e.code.iter_mut().chain(&mut e.description).collect(),
            Error::Unknown(e) => vec![&mut e.message],
            Error::Decode(e) => vec![&mut e.path, &mut e.message],
            Error::Invalid(_) | Error::NotSent(_) | Error::Signature(_) => return error,
        };
        let again = matches!(self.signer, Signer::Jws(_)).then(|| self.resign(sent).ok()).flatten();
        let signature = again.as_ref().and_then(PreparedRequest::signature);
        for text in texts {
            *text = sent.quoted(text, signature);
        }
        error
    }
}

fn call(sent: &SentRequest, attempts: u32, begun: Instant) -> Call {
    Call { attempts, elapsed: begun.elapsed(), ..Call::new(sent.endpoint, sent.request_id(), sent.ids()) }
}

fn out_of_time(call: Call) -> Error {
    let message = "the total timeout elapsed before the call was sent".to_owned();
    Error::NotSent(Box::new(NotSent { call, failed_at: Stage::NotSent, message }))
}

fn lost(call: Call, failure: TransportError) -> Error {
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

/// Keeps the doubt of an earlier attempt that may have arrived, unless the last one proves that nothing happened. One that
/// was not sent proves nothing about an earlier one; what else it is, is doubt by itself.
fn in_doubt(last: Error, earlier: Option<Box<Unknown>>) -> Error {
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
