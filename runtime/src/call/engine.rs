//! The engine that every call passes through; not generic, compiled once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use crate::api::credentials::Signer;
use crate::call::limiter::{Limiter, left};
use crate::call::prepared::SentRequest;
use crate::call::prepared::{FormEncoding, PreparedRequest};
use crate::call::recording::JournalGuard;
use crate::call::response::RawResponse;
use crate::call::retry::{self, RetryBudget};
use crate::error::{Call, Decode, Error, NotSent, RawBody, Unknown};
use crate::journal::Journal;
use crate::message::redact;
use crate::meta::ApiMeta;
use crate::meta::Effect;
use crate::transport::base_url::BaseUrl;
use crate::transport::{HttpResponse, Stage, Transport, TransportError};

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

impl ClientInner {
    /// Makes a call, recorded in the journal if it moves money.
    pub(crate) async fn exchange(&self, prepared: PreparedRequest) -> Result<RawResponse, Error> {
        let endpoint = prepared.kept.endpoint;
        let span = tracing::debug_span!(
            "freedompay.call",
            endpoint = endpoint.id,
            request_id = prepared.request_id(),
            method = endpoint.method.as_str(),
            uri = endpoint.uri,
            body_bytes = prepared.body().len(),
        );
        let begun = JournalGuard::new(self.journal.as_ref(), &prepared.kept)?;
        let outcome = self.attempts(prepared).instrument(span).await;
        if let Some(begun) = begun {
            begun.settle(&outcome);
        }
        outcome
    }

    /// Sends a call once, or as often as [`retry`] allows, which alone decides what is retried.
    async fn attempts(&self, prepared: PreparedRequest) -> Result<RawResponse, Error> {
        let begun = Instant::now();
        let end = self.options.total_timeout.and_then(|time| begun.checked_add(time));
        let (mut attempt, mut doubt) = (1, None);
        let PreparedRequest { mut http, mut kept, .. } = prepared;
        loop {
            let Ok(place) = self.limiter.take(kept.endpoint.effect, end, &*self.transport).await else {
                return Err(in_doubt(out_of_time(call(&kept, attempt - 1, begun)), doubt));
            };
            http.timeout = left(end).map_or(http.timeout, |left| http.timeout.min(left));
            let outcome = self.transport.send(http).await;
            drop(place);
            let error = match self.settle(&kept, call(&kept, attempt, begun), outcome) {
                Ok(answer) => {
                    self.retry_budget.earn();
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let Some(pause) = self.pause(&error, attempt, end) else { return Err(in_doubt(error, doubt)) };
            if let Error::Unknown(unknown) = error {
                doubt.get_or_insert(unknown);
            }
            self.transport.sleep(pause).await;
            PreparedRequest { http, kept, .. } = self.resign(kept)?;
            attempt += 1;
        }
    }

    /// Returns how long to wait before the call is retried, if it is.
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
        kept: &SentRequest,
        mut call: Call,
        outcome: Result<HttpResponse, TransportError>,
    ) -> Result<RawResponse, Error> {
        let mut outcome = match outcome {
            Ok(http) => {
                call.retry_after = retry::retry_after(&http);
                self.judge(call.endpoint, call, http)
            }
            Err(failure) => Err(lost(call, failure)),
        };
        if let Err(Error::Provider(refusal)) = &mut outcome {
            let shown = |told: &String| redact::quoted(told, kept.endpoint.request, kept.message.root());
            refusal.description = refusal.description.as_ref().map(shown);
        }
        match &outcome {
            Ok(answer) => {
                tracing::debug!(status = answer.http.status, answer_bytes = answer.http.body.len(), "answered");
            }
            Err(error) => tracing::warn!(%error, may_have_happened = error.may_have_happened(), "no usable response"),
        }
        outcome
    }
}

fn call(kept: &SentRequest, attempts: u32, begun: Instant) -> Call {
    Call {
        endpoint: kept.endpoint,
        request_id: kept.request_id(),
        ids: kept.ids(),
        attempts,
        elapsed: begun.elapsed(),
        retry_after: None,
    }
}

fn out_of_time(call: Call) -> Error {
    let what = "the total timeout elapsed before the call was sent".to_owned();
    Error::NotSent(Box::new(NotSent { call, failed_at: Stage::NotSent, what }))
}

fn lost(call: Call, failure: TransportError) -> Error {
    let TransportError { stage: failed_at, what } = failure;
    match failed_at {
        Stage::ResponseTooLarge(http_status) => {
            let body = RawBody(Vec::new());
            Error::Decode(Box::new(Decode { call, http_status, path: String::new(), what, body }))
        }
        _ if failed_at.may_have_arrived() => {
            Error::Unknown(Box::new(Unknown { call, failed_at, what, http_status: None }))
        }
        _ => Error::NotSent(Box::new(NotSent { call, failed_at, what })),
    }
}

/// Returns the error of an earlier attempt that may have arrived, unless the provider settled the call in the last
/// one. An attempt that was not sent, or was rejected before it was processed, settles nothing.
fn in_doubt(last: Error, earlier: Option<Box<Unknown>>) -> Error {
    let Some(earlier) = earlier else { return last };
    let (call, last) = match last {
        Error::NotSent(e) => (e.call, format!("was not sent ({})", e.what)),
        Error::Provider(e) if e.call.endpoint.effect != Effect::Read && (e.code.is_none() || e.http_status == 429) => {
            (e.call, format!("was rejected with HTTP status {}", e.http_status))
        }
        other => return other,
    };
    let what = format!("{} in an earlier attempt, which may have arrived; the last one {last}", earlier.what);
    Error::Unknown(Box::new(Unknown { call, what, ..*earlier }))
}
