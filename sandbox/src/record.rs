//! What the sandbox was sent, fit to be looked at.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use freedompay::Value;
use freedompay_runtime::message::redact;

use serde::Serialize;

use crate::check::Outcome;
use crate::explain::{Explanation, Masks};
use crate::faults::Fault;
use crate::message::Incoming;
use crate::refusal::Refusal;

/// Older calls are forgotten.
const KEPT: usize = 1000;

/// One call, with card data and secrets masked.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Recorded {
    /// When it came, RFC 3339 in UTC.
    pub at: String,
    /// HTTP method.
    pub method: String,
    /// Path that was called.
    pub path: String,
    /// Id of the endpoint, if the path is one's. Of those that cannot be told apart, the first.
    pub endpoint: Option<&'static str>,
    /// `X-Request-Id`, if one came.
    pub request_id: Option<String>,
    /// What the signature proved.
    pub signature: SignatureVerdict,
    /// Why the call was refused, if it was.
    pub refused: Option<String>,
    /// What went wrong with it by plan.
    pub fault: Option<Fault>,
    /// Every field that arrived, masked.
    pub fields: Value,
    /// How the signature was checked, and what the caller signed instead if it is wrong; nothing if the call is none of
    /// an endpoint's, or could not be read.
    pub explanation: Option<Explanation>,
    /// All endpoints it may be for.
    #[serde(skip)]
    alike: Vec<&'static str>,
}

/// What a signature proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SignatureVerdict {
    /// It is right.
    Right,
    /// There is one, and it is wrong.
    Wrong,
    /// There is none, or nothing that could be checked.
    Missing,
}

impl SignatureVerdict {
    /// In one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            SignatureVerdict::Right => "right",
            SignatureVerdict::Wrong => "wrong",
            SignatureVerdict::Missing => "missing",
        }
    }
}

impl Recorded {
    /// Whether it may have been for that endpoint: some share path, fields and key, and `endpoint` is one of them.
    pub(crate) fn may_be_for(&self, endpoint: &str) -> bool {
        self.alike.contains(&endpoint)
    }

    /// The text of a field, by its wire name.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_text()
    }

    pub(crate) fn of(incoming: &Incoming<'_>, outcome: &Outcome, masks: Masks<'_>) -> Self {
        Self {
            endpoint: Some(outcome.endpoint.id),
            request_id: outcome.request_id.clone(),
            signature: outcome.verdict,
            refused: outcome.result.as_ref().err().map(|refusal| refusal.what.clone()),
            fault: outcome.fault.clone(),
            alike: outcome.alike.iter().map(|endpoint| endpoint.id).collect(),
            fields: masks.value(redact::masked(outcome.endpoint.request, outcome.fields.root())),
            explanation: outcome.explanation.clone(),
            ..Self::bare(incoming)
        }
    }

    pub(crate) fn unrouted(incoming: &Incoming<'_>, refusal: &Refusal) -> Self {
        Self { refused: Some(refusal.what.clone()), ..Self::bare(incoming) }
    }

    fn bare(incoming: &Incoming<'_>) -> Self {
        Self {
            at: jiff::Timestamp::now().to_string(),
            method: incoming.method.to_owned(),
            path: incoming.path.to_owned(),
            endpoint: None,
            request_id: None,
            signature: SignatureVerdict::Missing,
            refused: None,
            fault: None,
            fields: Value::Map(Vec::new()),
            alike: Vec::new(),
            explanation: None,
        }
    }
}

/// The calls so far.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<VecDeque<Recorded>>);

impl Log {
    pub(crate) fn add(&self, recorded: Recorded) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == KEPT {
            calls.pop_front();
        }
        calls.push_back(recorded);
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn all(&self) -> Vec<Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
