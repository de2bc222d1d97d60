//! Whether a call is signed by whom it says, and valid.

use freedompay::Secret;
use freedompay::meta::{EndpointMeta, Key};
use freedompay::meta::{Scheme, Wire};
use freedompay_runtime::message::validate::validate;
use freedompay_runtime::sign::{jws::Detached, pg_sig};
use freedompay_runtime::tree::Tree;

use crate::explain::{Case, Explanation, explain};
use crate::faults::Fault;
use crate::message::Incoming;
use crate::record::SignatureVerdict;
use crate::refusal::Refusal;
use crate::state::State;

/// What became of a call.
pub(crate) struct Outcome {
    pub(crate) endpoint: &'static EndpointMeta,
    /// All it may be: some operations share path, fields and key.
    pub(crate) alike: Vec<&'static EndpointMeta>,
    /// The body alone, as it was signed.
    body: Tree,
    /// All fields, wherever they travelled.
    pub(crate) fields: Tree,
    pub(crate) request_id: Option<String>,
    /// Last segment of the path that was called.
    pub(crate) script: String,
    pub(crate) verdict: SignatureVerdict,
    /// Why; nothing if the message could not be read.
    pub(crate) explanation: Option<Explanation>,
    pub(crate) result: Result<(), Refusal>,
    /// What is to go wrong with it.
    pub(crate) fault: Option<Fault>,
}

/// `candidates` is not empty; its endpoints share one method and path.
pub(crate) fn check(state: &State, candidates: &[&'static EndpointMeta], incoming: &Incoming<'_>) -> Outcome {
    let first = candidates.first().copied().unwrap_or(&EndpointMeta::DEFAULT);
    let mut outcome = Outcome {
        endpoint: first,
        alike: vec![first],
        body: Tree::empty(),
        fields: Tree::empty(),
        request_id: incoming.header("x-request-id").map(str::to_owned),
        script: incoming.path.rsplit('/').next().unwrap_or_default().to_owned(),
        verdict: SignatureVerdict::Missing,
        explanation: None,
        result: Ok(()),
        fault: None,
    };
    let body = match incoming.fields(first.api.wire) {
        Ok(body) => body,
        Err(what) => {
            outcome.result = Err(Refusal::parameters(what));
            return outcome;
        }
    };
    outcome.alike = closest(state, candidates, &body, &outcome.script);
    outcome.endpoint = outcome.alike.first().copied().unwrap_or(first);
    if let Some(script) = outcome.endpoint.script {
        script.clone_into(&mut outcome.script);
    }
    let signature = match first.api.scheme {
        Scheme::Jws { .. } => verify_jws(state, incoming),
        Scheme::PgSig => verify_form(state, &outcome, &body),
    };
    (outcome.verdict, outcome.result) = match signature {
        Ok(()) => (SignatureVerdict::Right, Ok(())),
        Err((verdict, refusal)) => (verdict, Err(refusal)),
    };
    outcome.explanation = Some(explain(&Case {
        endpoint: outcome.endpoint,
        endpoints: &state.endpoints,
        incoming,
        script: &outcome.script,
        body: &body,
        keys: &keys(state, outcome.endpoint),
        credentials: &state.credentials,
        is_right: outcome.verdict == SignatureVerdict::Right,
    }));
    outcome.fields = together(&body, &incoming.outside(outcome.endpoint));
    outcome.body = body;
    if outcome.result.is_ok() {
        let problems = validate(outcome.endpoint.request, outcome.fields.root(), wire_of_fields(outcome.endpoint));
        if !problems.is_empty() {
            let what: Vec<String> = problems.iter().map(ToString::to_string).collect();
            outcome.result = Err(Refusal::parameters(what.join("; ")));
        }
    }
    outcome
}

/// Of several operations on one path, those whose table the fields fit best, and whose key signed them: payments and
/// payouts keep their cards under one path.
fn closest(
    state: &State,
    candidates: &[&'static EndpointMeta],
    fields: &Tree,
    called: &str,
) -> Vec<&'static EndpointMeta> {
    if candidates.len() == 1 {
        return candidates.to_vec();
    }
    let misfit = |e: &&'static EndpointMeta| {
        let problems = validate(e.request, fields.root(), e.api.wire).len();
        let unknown =
            fields.root().children().filter(|f| !e.request.iter().any(|known| known.name == f.name())).count();
        // Operations that share a path and fields are told apart by the key, the likelier one first.
        let script = e.script.unwrap_or(called);
        let doubt = match e.api.scheme {
            Scheme::PgSig => keys(state, e).iter().position(|key| pg_sig::verify(script, fields.root(), key)),
            Scheme::Jws { .. } => Some(0),
        };
        (problems, unknown, doubt.unwrap_or(usize::MAX))
    };
    let misfits: Vec<_> = candidates.iter().map(misfit).collect();
    let least = misfits.iter().min();
    candidates.iter().zip(&misfits).filter(|(_, misfit)| Some(*misfit) == least).map(|(e, _)| *e).collect()
}

type Doubt = (SignatureVerdict, Refusal);

fn verify_jws(state: &State, incoming: &Incoming<'_>) -> Result<(), Doubt> {
    let wrong = |what: String| (SignatureVerdict::Wrong, Refusal::signature(what));
    let value = incoming
        .header("x-jws-signature")
        .ok_or_else(|| (SignatureVerdict::Missing, Refusal::signature("the header X-JWS-Signature is missing")))?;
    let signature = Detached::parse(value).map_err(|e| wrong(format!("X-JWS-Signature cannot be read: {e}")))?;
    let protected = signature
        .protected()
        .ok_or_else(|| wrong("the protected header lacks uri, auth_id or method as texts".to_owned()))?;
    if protected.auth_id != state.credentials.auth_id {
        return Err((SignatureVerdict::Wrong, Refusal::stranger("auth_id is not known")));
    }
    if protected.uri != incoming.path || protected.method != incoming.method {
        return Err(wrong("the signature was made for another uri or method".to_owned()));
    }
    if !signature.verify(&state.credentials.secret, incoming.body) {
        return Err(wrong("the signature does not fit the header and the body that arrived".to_owned()));
    }
    Ok(())
}

fn verify_form(state: &State, outcome: &Outcome, fields: &Tree) -> Result<(), Doubt> {
    let root = fields.root();
    let missing = |what: &str| (SignatureVerdict::Missing, Refusal::signature(what));
    if root.get("pg_merchant_id").map(freedompay_runtime::tree::Ref::text)
        != Some(state.credentials.merchant_id.as_str())
    {
        return Err((SignatureVerdict::Missing, Refusal::stranger("pg_merchant_id is missing or not known")));
    }
    if root.get("pg_salt").is_none_or(|salt| salt.text().is_empty()) {
        return Err(missing("pg_salt is missing"));
    }
    if root.get(pg_sig::FIELD).is_none() {
        return Err(missing("pg_sig is missing"));
    }
    if signed_with(state, outcome.endpoint, &outcome.script, fields).is_none() {
        let what = format!("pg_sig is wrong for the script name {:?}", outcome.script);
        return Err((SignatureVerdict::Wrong, Refusal::signature(what)));
    }
    Ok(())
}

/// The keys under which a call of an endpoint is accepted: one, unless no source settles which.
fn keys<'s>(state: &'s State, endpoint: &EndpointMeta) -> Vec<&'s Secret> {
    let known = &state.credentials;
    match endpoint.key {
        Key::Payment => vec![&known.secret],
        Key::Payout => vec![&known.payout_secret],
        Key::Ambiguous => vec![&known.payout_secret, &known.secret],
    }
}

/// Which of them signed the fields, if any.
fn signed_with<'s>(state: &'s State, endpoint: &EndpointMeta, script: &str, fields: &Tree) -> Option<&'s Secret> {
    keys(state, endpoint).into_iter().find(|key| pg_sig::verify(script, fields.root(), key))
}

/// The key that signs the answer to a call: the one that signed the call.
pub(crate) fn key<'s>(state: &'s State, outcome: &Outcome) -> &'s Secret {
    let first = || keys(state, outcome.endpoint).first().copied();
    let used = signed_with(state, outcome.endpoint, &outcome.script, &outcome.body).or_else(first);
    used.unwrap_or(&state.credentials.secret)
}

/// Path, query and header values are text whatever the body is.
fn wire_of_fields(endpoint: &EndpointMeta) -> Wire {
    if endpoint.method.is_bodiless() { Wire::Form } else { endpoint.api.wire }
}

/// Body fields and the others in one message.
fn together(body: &Tree, outside: &[(&'static str, String)]) -> Tree {
    let mut all = body.clone();
    for (name, value) in outside {
        all.push_text(name, value);
    }
    all
}
