//! Checks a call: who signed it, and whether its fields are valid.

use freedompay::Secret;
use freedompay::meta::{ApiMeta, EndpointMeta, Key, Wire};
use freedompay_runtime::message::validate::validate;
use freedompay_runtime::scheme::{Encoded, Explanation, Signed, Signer, Unsigned, Unverified, Verdict};
use freedompay_runtime::tree::Tree;
use serde::Serialize;

use super::api_error::ApiError;
use super::route::Candidates;
use crate::credentials::Signers;
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
    /// The calls of this API are not signed.
    Unsigned,
}

impl SignatureVerdict {
    /// Returns the verdict as one word.
    pub const fn as_str(self) -> &'static str {
        match self {
            SignatureVerdict::Right => "right",
            SignatureVerdict::Wrong => "wrong",
            SignatureVerdict::Missing => "missing",
            SignatureVerdict::Unsigned => "unsigned",
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
    /// The path that was called.
    pub(crate) path: String,
    pub(crate) verdict: SignatureVerdict,
    /// `None` if the message could not be read.
    pub(crate) explanation: Option<Explanation>,
    /// Why the call is refused, if it is.
    pub(crate) error: Option<ApiError>,
}

/// What a call is checked against.
#[derive(Clone, Copy)]
pub(crate) struct Checker<'a> {
    /// The signers of the APIs.
    pub(crate) signers: &'a Signers,
    /// The keys of all schemes, by name.
    pub(crate) keys: [(&'static str, &'a Secret); 2],
    pub(crate) endpoints: &'a [&'static EndpointMeta],
}

impl Checker<'_> {
    /// Checks signature and fields of a call.
    pub(crate) fn check(self, candidates: &Candidates, incoming: &Incoming<'_>) -> CheckedCall {
        let first = candidates.first;
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
                    path: incoming.path.to_owned(),
                    verdict: SignatureVerdict::Missing,
                    explanation: None,
                    error: Some(ApiError::invalid_parameters(message)),
                };
            }
        };
        let candidates = self.closest(candidates, incoming, &body);
        let endpoint = candidates.first;
        let (verdict, error, explanation) = match self.signer(endpoint.api) {
            Ok(signer) => {
                let message = self.unverified(endpoint, incoming, &body);
                let (verdict, error) = told(signer.verify(&message));
                (verdict, error, Some(signer.explain(&message)))
            }
            Err(error) => (SignatureVerdict::Missing, Some(error), None),
        };
        let fields = together(&body, &incoming.outside(endpoint));
        let error = error.or_else(|| invalid_fields(endpoint, &fields));
        let path = incoming.path.to_owned();
        CheckedCall { endpoint, candidates, body, fields, request_id, path, verdict, explanation, error }
    }

    /// Of several operations on one path, finds those whose table the fields fit best, and whose key signed them: payments
    /// and payouts keep their cards under one path.
    fn closest(self, candidates: &Candidates, incoming: &Incoming<'_>, fields: &Tree) -> Candidates {
        if candidates.rest.is_empty() {
            return candidates.clone();
        }
        let misfit = |e: &'static EndpointMeta| {
            let problems = validate(e.request, fields.root(), e.api.wire).len();
            let unknown =
                fields.root().children().filter(|f| !e.request.iter().any(|known| known.name == f.name())).count();
            // Operations that share a path and fields differ in the key; one that may have either is the less likely.
            let verdict = self.signer(e.api).map(|signer| signer.verify(&self.unverified(e, incoming, fields)));
            let is_accepted = matches!(verdict, Ok(Verdict::Right | Verdict::Unsigned));
            (problems, unknown, !is_accepted, is_accepted && e.key == Key::Ambiguous)
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

    /// Returns the signer of an API.
    fn signer(&self, api: &'static ApiMeta) -> Result<&Signer, ApiError> {
        let signer = self.signers.of(api).map_err(str::to_owned);
        signer.map_err(|e| ApiError::new(500, "", format!("the sandbox cannot check signatures: {e}")))
    }

    fn unverified<'m>(
        &'m self,
        endpoint: &'static EndpointMeta,
        incoming: &'m Incoming<'m>,
        fields: &'m Tree,
    ) -> Unverified<'m> {
        Unverified {
            endpoint,
            is_response: false,
            method: incoming.method,
            path: incoming.path,
            query: incoming.query,
            headers: &incoming.headers,
            body: incoming.body,
            fields: fields.root(),
            endpoints: self.endpoints,
            other_keys: &self.keys,
        }
    }

    /// Signs the response to a call: with the key that signed the call, where there are several.
    pub(crate) fn sign_response(
        self,
        call: &CheckedCall,
        fields: Tree,
        encode: &dyn Fn(&Tree) -> Encoded,
        nonce: &dyn Fn() -> String,
    ) -> Result<Signed, ApiError> {
        let request = Unverified {
            endpoint: call.endpoint,
            is_response: false,
            method: call.endpoint.method.as_str(),
            path: &call.path,
            query: "",
            headers: &[],
            body: &[],
            fields: call.body.root(),
            endpoints: self.endpoints,
            other_keys: &self.keys,
        };
        let mut message = Unsigned::response(&request, fields, encode, nonce);
        let signed = self.signer(call.endpoint.api)?.sign(&mut message).and_then(|()| message.finish());
        signed.map_err(|e| ApiError::new(500, "", format!("the sandbox cannot sign the response: {e}")))
    }
}

/// Says a verdict as the sandbox reports it, and as the provider refuses the call.
fn told(verdict: Verdict) -> (SignatureVerdict, Option<ApiError>) {
    match verdict {
        Verdict::Right => (SignatureVerdict::Right, None),
        Verdict::Unsigned => (SignatureVerdict::Unsigned, None),
        Verdict::Missing(message) => (SignatureVerdict::Missing, Some(ApiError::signature(message))),
        Verdict::UnknownAccount(message) => (SignatureVerdict::Wrong, Some(ApiError::unknown_merchant(message))),
        Verdict::Wrong(message) => (SignatureVerdict::Wrong, Some(ApiError::signature(message))),
    }
}

fn invalid_fields(endpoint: &EndpointMeta, fields: &Tree) -> Option<ApiError> {
    let problems = validate(endpoint.request, fields.root(), wire_of_fields(endpoint));
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    (!messages.is_empty()).then(|| ApiError::invalid_parameters(messages.join("; ")))
}

/// Path, query and header values are text whatever the body is.
fn wire_of_fields(endpoint: &EndpointMeta) -> Wire {
    if endpoint.has_body() { endpoint.api.wire } else { Wire::Form }
}

/// Adds the fields outside of the body to those in it.
fn together(body: &Tree, outside: &[(&'static str, String)]) -> Tree {
    let mut all = body.clone();
    for (name, value) in outside {
        all.push_text(name, value);
    }
    all
}
