//! The one way every call takes; not generic, compiled once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use crate::answer::RawAnswer;
use crate::area::AreaMeta;
use crate::base_url::BaseUrl;
use crate::credentials::Signer;
use crate::error::{Call, Error, NotSent, Unknown};
use crate::journal::{Begun, Journal};
use crate::pacing::Pace;
use crate::prepare::{FormEncoding, Prepared};
use crate::transport::{Stage, Transport};

/// How often a call is sent again where the provider replays its first answer, and how long before the first time.
const REPEATS: u32 = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What all calls of a client share.
pub(crate) struct Inner {
    pub(crate) area: &'static AreaMeta,
    pub(crate) base_url: BaseUrl,
    pub(crate) signer: Signer,
    pub(crate) options: Options,
    pub(crate) pace: Pace,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) journal: Option<Arc<dyn Journal>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) max_answer: usize,
    pub(crate) form_encoding: FormEncoding,
    pub(crate) allow_long_lists: bool,
    pub(crate) pacing: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            max_answer: 4 << 20,
            form_encoding: FormEncoding::default(),
            allow_long_lists: false,
            pacing: Duration::ZERO,
        }
    }
}

impl Inner {
    pub(crate) async fn exchange(&self, prepared: Prepared) -> Result<RawAnswer, Error> {
        let endpoint = prepared.endpoint;
        let span = tracing::debug_span!(
            "freedompay.call",
            endpoint = endpoint.id,
            request_id = prepared.request_id.as_deref(),
            method = endpoint.method.as_str(),
            uri = endpoint.uri,
            body_bytes = prepared.body().len(),
        );
        let begun = Begun::new(self.journal.as_ref(), &prepared)?;
        let outcome = self.attempts(prepared).instrument(span).await;
        if let Some(begun) = begun {
            begun.settle(&outcome);
        }
        outcome
    }

    /// Once, unless the provider replays: then a call whose answer got lost is asked again, with the same bytes under the
    /// same id.
    async fn attempts(&self, prepared: Prepared) -> Result<RawAnswer, Error> {
        while let Some(wait) = self.pace.take(prepared.endpoint.effect) {
            self.transport.sleep(wait).await;
        }
        let begun = Instant::now();
        if !self.area.replays_request_id {
            return self.attempt(prepared, 1, begun).await;
        }
        let (mut attempt, mut pause) = (1, FIRST_PAUSE);
        let mut doubt = None;
        loop {
            let outcome = self.attempt(prepared.clone(), attempt, begun).await;
            let is_lost = matches!(outcome, Err(Error::NotSent(_) | Error::Unknown(_)));
            if !is_lost || attempt > REPEATS {
                return outcome.map_err(|error| in_doubt(error, doubt));
            }
            if let Err(Error::Unknown(unknown)) = outcome {
                doubt.get_or_insert(unknown.what);
            }
            self.transport.sleep(pause).await;
            attempt += 1;
            pause *= 2;
        }
    }

    async fn attempt(&self, prepared: Prepared, attempts: u32, begun: Instant) -> Result<RawAnswer, Error> {
        let endpoint = prepared.endpoint;
        let ids = prepared.ids();
        let request_id = prepared.request_id;
        let sent = self.transport.send(prepared.http).await;
        let call = Call { endpoint, request_id, ids, attempts, elapsed: begun.elapsed() };
        let outcome = match sent {
            Ok(http) => self.judge(endpoint, call, http),
            Err(e) => Err(match e.stage {
                Stage::NotSent => Error::NotSent(Box::new(NotSent { call, what: e.what })),
                Stage::MaybeSent => Error::Unknown(Box::new(Unknown { call, what: e.what, http_status: None })),
                Stage::AnswerTooLarge(status) => too_large(call, e.what, status),
            }),
        };
        match &outcome {
            Ok(answer) => {
                tracing::debug!(status = answer.http.status, answer_bytes = answer.http.body.len(), "answered");
            }
            Err(error) => tracing::warn!(%error, may_have_happened = error.may_have_happened(), "no usable answer"),
        }
        outcome
    }
}

/// That the last attempt was certainly not sent says nothing of an earlier one that may have been.
fn in_doubt(error: Error, doubt: Option<String>) -> Error {
    match (error, doubt) {
        (Error::NotSent(last), Some(earlier)) => {
            let what =
                format!("an earlier attempt may have arrived ({earlier}); the last was not sent ({})", last.what);
            Error::Unknown(Box::new(Unknown { call: last.call, what, http_status: None }))
        }
        (error, _) => error,
    }
}

fn too_large(call: Call, what: String, http_status: u16) -> Error {
    let body = crate::error::RawBody(Vec::new());
    Error::Decode(Box::new(crate::error::Decode { call, http_status, path: String::new(), what, body }))
}
