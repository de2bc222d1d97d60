//! The log of received calls, card data and secrets masked.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use freedompay::Value;
use freedompay_runtime::message::masks::Masks;
use freedompay_runtime::message::redact;
use freedompay_runtime::scheme::Explanation;
use serde::Serialize;

use super::api_error::ApiError;
use super::check::{CheckedCall, SignatureVerdict};
use crate::faults::Fault;
use crate::http::incoming::Incoming;

/// Older calls are forgotten.
const MAX_CALLS: usize = 1000;

/// One call, with card data and secrets masked.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Recorded {
    /// When the call arrived, RFC 3339 in UTC.
    pub at: String,
    /// HTTP method.
    pub method: String,
    /// Path that was called.
    pub path: String,
    /// Id of the endpoint that has this path; the first of those that cannot be distinguished.
    pub endpoint: Option<&'static str>,
    /// `X-Request-Id`, if one arrived.
    pub request_id: Option<String>,
    /// Whether the signature was right.
    pub signature: SignatureVerdict,
    /// Why the call was refused, if it was.
    pub refused: Option<String>,
    /// The fault that the plan applied to this call.
    pub fault: Option<Fault>,
    /// Every field that arrived, masked.
    pub fields: Value,
    /// How the signature was checked, and what the caller signed instead if it is wrong. `None` if no endpoint has this
    /// path, or the call could not be read.
    pub explanation: Option<Explanation>,
    /// All endpoints the call may be for.
    #[serde(skip)]
    candidates: Vec<&'static str>,
}

impl Recorded {
    /// Returns whether the call may be for an endpoint: some share path, fields and key.
    pub(crate) fn may_be_for(&self, endpoint: &str) -> bool {
        self.candidates.contains(&endpoint)
    }

    /// Returns the text of a field, by its wire name.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_text()
    }

    /// Records a call of an endpoint.
    pub(crate) fn of(
        incoming: &Incoming<'_>,
        call: &CheckedCall,
        fault: Option<Fault>,
        error: Option<&ApiError>,
        masks: &Masks<'_>,
    ) -> Self {
        Self {
            endpoint: Some(call.endpoint.id),
            request_id: call.request_id.clone(),
            signature: call.verdict,
            refused: error.map(|error| masks.text(&error.message)),
            fault,
            candidates: call.candidates.all().map(|endpoint| endpoint.id).collect(),
            fields: masks.value(redact::masked_request(call.endpoint, call.fields.root())),
            explanation: call.explanation.clone(),
            ..Self::bare(incoming)
        }
    }

    /// Records a call that no endpoint takes.
    pub(crate) fn unrouted(incoming: &Incoming<'_>, error: &ApiError) -> Self {
        Self { refused: Some(redact::text(&error.message).into_owned()), ..Self::bare(incoming) }
    }

    fn bare(incoming: &Incoming<'_>) -> Self {
        Self {
            at: jiff::Timestamp::now().to_string(),
            method: incoming.method.to_owned(),
            path: redact::text(incoming.path).into_owned(),
            endpoint: None,
            request_id: None,
            signature: SignatureVerdict::Missing,
            refused: None,
            fault: None,
            fields: Value::Map(Vec::new()),
            candidates: Vec::new(),
            explanation: None,
        }
    }
}

/// The most recent calls, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<VecDeque<Recorded>>);

impl Log {
    /// Adds a call, and forgets the oldest if there are too many.
    pub(crate) fn add(&self, recorded: Recorded) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == MAX_CALLS {
            calls.pop_front();
        }
        calls.push_back(recorded);
    }

    /// Forgets all calls.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns all calls, oldest first.
    pub(crate) fn all(&self) -> Vec<Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
