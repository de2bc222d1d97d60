//! Checks a call: who signed it, and whether its fields are valid.

use freedompay::Secret;
use freedompay::meta::{EndpointMeta, Key, Scheme, Wire};
use freedompay_runtime::message::validate::validate;
use freedompay_runtime::sign::{jws::Detached, pg_sig};
use freedompay_runtime::tree::Tree;
use serde::Serialize;

use super::api_error::ApiError;
use super::route::Candidates;
use crate::credentials::Credentials;
use crate::explain::{Case, Explanation, explain};
use crate::http::incoming::Incoming;

/// The result of checking a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SignatureVerdict {
    /// The signature is right.
    Right,
    /// The signature is wrong.
    Wrong,
    /// No signature arrived, or it could not be checked.
    Missing,
}

impl SignatureVerdict {
    /// Returns the verdict as one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            SignatureVerdict::Right => "right",
            SignatureVerdict::Wrong => "wrong",
            SignatureVerdict::Missing => "missing",
        }
    }
}

/// A call after checking.
pub(crate) struct CheckedCall {
    pub(crate) endpoint: &'static EndpointMeta,
    /// All endpoints the call may be for: some operations share path, fields and key.
    pub(crate) candidates: Candidates,
    /// The body alone, as it was signed.
    body: Tree,
    /// All fields, from body, path, query and headers.
    pub(crate) fields: Tree,
    pub(crate) request_id: Option<String>,
    /// The name that `pg_sig` signs: last segment of the called path, unless the endpoint has its own.
    pub(crate) script: String,
    pub(crate) verdict: SignatureVerdict,
    /// `None` if the message could not be read.
    pub(crate) explanation: Option<Explanation>,
    /// Why the call is refused, if it is.
    pub(crate) error: Option<ApiError>,
}

/// What a call is checked against.
#[derive(Clone, Copy)]
pub(crate) struct Checker<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) endpoints: &'a [&'static EndpointMeta],
}

impl<'a> Checker<'a> {
    /// Checks signature and fields of a call.
    pub(crate) fn check(self, candidates: &Candidates, incoming: &Incoming<'_>) -> CheckedCall {
        let first = candidates.first;
        let called = incoming.path.rsplit('/').next().unwrap_or_default();
        let request_id = incoming.header("x-request-id").map(str::to_owned);
        let body = match incoming.fields(first.api.wire) {
            Ok(body) => body,
            Err(message) => {
                return CheckedCall {
                    endpoint: first,
                    candidates: Candidates::only(first),
                    body: Tree::empty(),
                    fields: Tree::empty(),
                    request_id,
                    script: called.to_owned(),
                    verdict: SignatureVerdict::Missing,
                    explanation: None,
                    error: Some(ApiError::invalid_parameters(message)),
                };
            }
        };
        let candidates = self.closest(candidates, &body, called);
        let endpoint = candidates.first;
        let script = endpoint.script.unwrap_or(called).to_owned();
        let signature = match first.api.scheme {
            Scheme::Jws { .. } => self.verify_jws(incoming),
            Scheme::PgSig => self.verify_form(endpoint, &script, &body),
        };
        let (verdict, error) = match signature {
            Ok(()) => (SignatureVerdict::Right, None),
            Err(SignatureError { verdict, error }) => (verdict, Some(error)),
        };
        let explanation = explain(&Case {
            endpoint,
            endpoints: self.endpoints,
            incoming,
            script: &script,
            body: &body,
            keys: &self.keys(endpoint),
            credentials: self.credentials,
            is_right: verdict == SignatureVerdict::Right,
        });
        let fields = together(&body, &incoming.outside(endpoint));
        let error = error.or_else(|| invalid_fields(endpoint, &fields));
        let explanation = Some(explanation);
        CheckedCall { endpoint, candidates, body, fields, request_id, script, verdict, explanation, error }
    }

    /// Of several operations on one path, finds those whose table the fields fit best, and whose key signed them: payments
    /// and payouts keep their cards under one path.
    fn closest(self, candidates: &Candidates, fields: &Tree, called: &str) -> Candidates {
        if candidates.rest.is_empty() {
            return candidates.clone();
        }
        let misfit = |e: &'static EndpointMeta| {
            let problems = validate(e.request, fields.root(), e.api.wire).len();
            let unknown =
                fields.root().children().filter(|f| !e.request.iter().any(|known| known.name == f.name())).count();
            // Operations that share a path and fields differ in the key, the likelier one first.
            let script = e.script.unwrap_or(called);
            let key = match e.api.scheme {
                Scheme::PgSig => self.keys(e).iter().position(|key| pg_sig::verify(script, fields.root(), key)),
                Scheme::Jws { .. } => Some(0),
            };
            (problems, unknown, key.unwrap_or(usize::MAX))
        };
        let mut least = misfit(candidates.first);
        let mut closest = Candidates::only(candidates.first);
        for &endpoint in &candidates.rest {
            let this = misfit(endpoint);
            if this < least {
                least = this;
                closest = Candidates::only(endpoint);
            } else if this == least {
                closest.rest.push(endpoint);
            }
        }
        closest
    }

    fn verify_jws(self, incoming: &Incoming<'_>) -> Result<(), SignatureError> {
        let wrong = |message: String| SignatureError::wrong(ApiError::signature(message));
        let value = incoming
            .header("x-jws-signature")
            .ok_or_else(|| SignatureError::missing(ApiError::signature("the header X-JWS-Signature is missing")))?;
        let signature = Detached::parse(value).map_err(|e| wrong(format!("X-JWS-Signature cannot be read: {e}")))?;
        let protected = signature
            .protected()
            .ok_or_else(|| wrong("the protected header lacks uri, auth_id or method as strings".to_owned()))?;
        if protected.auth_id != self.credentials.auth_id {
            return Err(SignatureError::wrong(ApiError::unknown_merchant("auth_id is not known")));
        }
        if protected.uri != incoming.path || protected.method != incoming.method {
            return Err(wrong("the signature was made for another uri or method".to_owned()));
        }
        if !signature.verify(&self.credentials.secret, incoming.body) {
            return Err(wrong("the signature does not match the header and the body that arrived".to_owned()));
        }
        Ok(())
    }

    fn verify_form(self, endpoint: &EndpointMeta, script: &str, fields: &Tree) -> Result<(), SignatureError> {
        let root = fields.root();
        let missing = |message: &str| SignatureError::missing(ApiError::signature(message));
        if root.get("pg_merchant_id").map(freedompay_runtime::tree::Ref::text)
            != Some(self.credentials.merchant_id.as_str())
        {
            let error = ApiError::unknown_merchant("pg_merchant_id is missing or not known");
            return Err(SignatureError::missing(error));
        }
        if root.get("pg_salt").is_none_or(|salt| salt.text().is_empty()) {
            return Err(missing("pg_salt is missing"));
        }
        if root.get(pg_sig::FIELD).is_none() {
            return Err(missing("pg_sig is missing"));
        }
        if self.signed_with(endpoint, script, fields).is_none() {
            let message = format!("pg_sig is wrong for the script name {script:?}");
            return Err(SignatureError::wrong(ApiError::signature(message)));
        }
        Ok(())
    }

    /// Lists the keys under which a call of an endpoint is accepted: one, unless no source settles which.
    fn keys(self, endpoint: &EndpointMeta) -> Vec<&'a Secret> {
        let known = self.credentials;
        match endpoint.key {
            Key::Payment => vec![&known.secret],
            Key::Payout => vec![&known.payout_secret],
            Key::Ambiguous => vec![&known.payout_secret, &known.secret],
        }
    }

    /// Finds the key that signed the fields.
    fn signed_with(self, endpoint: &EndpointMeta, script: &str, fields: &Tree) -> Option<&'a Secret> {
        self.keys(endpoint).into_iter().find(|key| pg_sig::verify(script, fields.root(), key))
    }

    /// Returns the key that signs the response to a call: the one that signed the call.
    pub(crate) fn response_key(self, call: &CheckedCall) -> &'a Secret {
        let first = || self.keys(call.endpoint).first().copied();
        let used = self.signed_with(call.endpoint, &call.script, &call.body).or_else(first);
        used.unwrap_or(&self.credentials.secret)
    }
}

/// Why a signature is not accepted.
struct SignatureError {
    verdict: SignatureVerdict,
    error: ApiError,
}

impl SignatureError {
    fn wrong(error: ApiError) -> Self {
        Self { verdict: SignatureVerdict::Wrong, error }
    }

    fn missing(error: ApiError) -> Self {
        Self { verdict: SignatureVerdict::Missing, error }
    }
}

fn invalid_fields(endpoint: &EndpointMeta, fields: &Tree) -> Option<ApiError> {
    let problems = validate(endpoint.request, fields.root(), wire_of_fields(endpoint));
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    (!messages.is_empty()).then(|| ApiError::invalid_parameters(messages.join("; ")))
}

/// Path, query and header values are text whatever the body is.
fn wire_of_fields(endpoint: &EndpointMeta) -> Wire {
    if endpoint.method.is_bodiless() { Wire::Form } else { endpoint.api.wire }
}

/// Adds the fields outside of the body to those in it.
fn together(body: &Tree, outside: &[(&'static str, String)]) -> Tree {
    let mut all = body.clone();
    for (name, value) in outside {
        all.push_text(name, value);
    }
    all
}
