//! What a response proves. Pure: a response and the request it claims to be for, no clock, no I/O.
//!
//! The order of the questions matters: whether it was redirected, whether it can be read, who says it, which call it is
//! about, whether it is an error, and whether it says anything that was declared. "Nothing happened" is concluded from an
//! error alone, and only if the error proves it: see [`proves_refusal`].

use crate::error::{Call, Decode, Error, Provider, RawBody, Signature, Unknown};
use crate::http::{HttpResponse, Stage};
use crate::machine::prepared::SentRequest;
use crate::machine::response::RawResponse;
use crate::meta::error_shape::is_blank;
use crate::meta::scheme::{Unverified, Verdict};
use crate::meta::{Effect, EndpointMeta, ErrorFields, TypeMeta, Wire};
use crate::tree::notation::whole;
use crate::tree::{Kind, Ref, Tree, Value};
use crate::wire::{json, xml};

/// Reports whether an error proves that the call had no effect.
///
/// A signed error does, unless its code is one of those that leave it open ([`ApiMeta::open_codes`]). Where the API does
/// not sign its responses, only a refusal that the provider documents for this call does, in its documented shape
/// ([`ApiMeta::refusals`]): anything in between may answer with an error.
///
/// [`ApiMeta::open_codes`]: crate::meta::ApiMeta::open_codes
/// [`ApiMeta::refusals`]: crate::meta::ApiMeta::refusals
pub(crate) fn proves_refusal(
    endpoint: &EndpointMeta,
    status: u16,
    error: &ErrorFields,
    authenticated: bool,
    message: Ref<'_>,
) -> bool {
    let Some(code) = error.code.as_deref() else { return false };
    if endpoint.api.open_codes.contains(&code) {
        return false;
    }
    if authenticated {
        return true;
    }
    // Nobody vouches for a message that names a member twice, and its readers differ in which of the two they take.
    if repeats_a_name(message) {
        return false;
    }
    if endpoint.api.scheme.signs_responses {
        return true;
    }
    endpoint.api.refusals.iter().any(|refusal| {
        endpoint.uri.starts_with(refusal.path)
            && refusal.http_status.contains(&status)
            && refusal.codes.contains(&code)
            && refusal.beside.is_none_or(|beside| beside.find(message).is_some())
    })
}

fn repeats_a_name(message: Ref<'_>) -> bool {
    let mut names: Vec<&str> = Vec::new();
    if message.kind() == Kind::Map {
        names.extend(message.children().map(Ref::name));
        names.sort_unstable();
    }
    names.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) || message.children().any(repeats_a_name)
}

/// Judges a response to a request.
pub(crate) fn judge(sent: &SentRequest, call: Call, http: HttpResponse) -> Result<RawResponse, Error> {
    let (endpoint, status) = (sent.endpoint, http.status);
    let is_success = (200..300).contains(&status);
    let unknown = |call, message: String| {
        Err(Error::Unknown(Box::new(Unknown { call, failed_at: Stage::Responded, message, http_status: Some(status) })))
    };
    if (300..400).contains(&status) {
        return unknown(call, format!("the response is a redirect (HTTP status {status}), which is never followed"));
    }
    let parsed = match endpoint.api.wire {
        Wire::Json => json::parse(&http.body),
        Wire::Form => xml::parse(&http.body),
    };
    let tree = match parsed {
        Ok(tree) => tree,
        // It need not come from the provider at all, and the request may have reached it all the same.
        Err(_) if !is_success => {
            return unknown(call, format!("the response is HTTP status {status} without a readable message"));
        }
        Err(e) => {
            let message = if http.body.is_empty() { "the response is empty".to_owned() } else { e.to_string() };
            return Err(unreadable(call, http, message));
        }
    };
    let error = endpoint.api.errors.find(endpoint, tree.root());
    let authenticated = match verify(sent, &http, &tree) {
        Verdict::Right => true,
        // Where responses are signed, one that is not proves nothing, whatever its scheme makes of it.
        Verdict::Unsigned if !endpoint.api.scheme.signs_responses => false,
        Verdict::Missing(_) | Verdict::Unsigned if is_documented_unsigned(endpoint, error.as_ref(), is_success) => {
            false
        }
        Verdict::Missing(message) | Verdict::UnknownAccount(message) | Verdict::Wrong(message) => {
            return Err(Error::Signature(Box::new(Signature { call, http_status: status, message })));
        }
        Verdict::Unsigned => {
            let message = "it has no signature".to_owned();
            return Err(Error::Signature(Box::new(Signature { call, http_status: status, message })));
        }
    };
    let tree = match endpoint.api.scheme.signed_part {
        Some(signed_part) if authenticated => signed_part(tree),
        _ => tree,
    };
    if let Some((name, of)) = about_another(&call, &http, tree.root()) {
        return unknown(call, format!("the response is about another {name} ({of})"));
    }
    if let Some(error) = error {
        // A server that failed may have acted first, whatever its body says.
        if status >= 500 && !authenticated {
            let code = error.code.map(|code| format!(" and error code {code}")).unwrap_or_default();
            return unknown(call, format!("the response is HTTP status {status}{code}"));
        }
        let conclusive = proves_refusal(endpoint, status, &error, authenticated, tree.root());
        let response = tree.deserialize().unwrap_or(Value::Null);
        let ErrorFields { code, description } = error;
        return Err(Error::Provider(Box::new(Provider {
            call,
            http_status: status,
            code,
            description,
            authenticated,
            conclusive,
            response,
        })));
    }
    if !authenticated && !is_success {
        return unknown(call, format!("the response is HTTP status {status} without an error of this API"));
    }
    if !is_response_of(endpoint, authenticated, tree.root()) {
        return Err(unreadable(call, http, "it has none of the declared members".to_owned()));
    }
    Ok(RawResponse { call, http, tree, authenticated })
}

fn unreadable(call: Call, http: HttpResponse, message: String) -> Error {
    let (http_status, body) = (http.status, RawBody(http.body));
    Error::Decode(Box::new(Decode { call, http_status, path: String::new(), message, body }))
}

fn verify(sent: &SentRequest, http: &HttpResponse, tree: &Tree) -> Verdict {
    let headers: Vec<(&str, &str)> = http.headers.iter().collect();
    sent.signer.verify(&Unverified {
        endpoint: sent.endpoint,
        is_response: true,
        method: sent.endpoint.method.as_str(),
        path: &sent.path,
        query: "",
        headers: &headers,
        body: &http.body,
        fields: tree.root(),
        endpoints: &[],
        other_keys: &[],
    })
}

/// Reports whether an error without a signature is one of those that the provider documents as unsigned.
fn is_documented_unsigned(endpoint: &EndpointMeta, error: Option<&ErrorFields>, is_success: bool) -> bool {
    let code = error.and_then(|error| error.code.as_deref());
    is_success && code.is_some_and(|code| endpoint.api.unsigned_errors.contains(&code))
}

/// Returns the id that request and response both name, if they differ in it, and the value in the response. A signature
/// does not bind a response to its request: on a kept connection a late duplicate may come as the response to the next
/// call.
fn about_another(call: &Call, http: &HttpResponse, message: Ref<'_>) -> Option<(&'static str, String)> {
    let id = differing_id(&call.ids, message).map(|(name, _, written)| (name, written.to_owned()));
    id.or_else(|| {
        let asked = call.request_id.as_deref().filter(|_| call.endpoint.api.replays_request_id)?;
        let answered = http.header("x-request-id").map(str::trim).filter(|id| !id.is_empty())?;
        (!asked.eq_ignore_ascii_case(answered)).then(|| ("X-Request-Id", answered.to_owned()))
    })
}

/// Returns the first id that a message names differently from the request, as it was asked and as it is written there.
pub(crate) fn differing_id<'a>(
    ids: &'a [(&'static str, String)],
    message: Ref<'a>,
) -> Option<(&'static str, &'a str, &'a str)> {
    ids.iter().find_map(|(name, asked)| {
        let answered = message.get(name).filter(|node| !node.is_container())?;
        let written = answered.text().trim();
        let is_other = !written.is_empty() && !is_same_id(asked.trim(), written, answered.kind());
        is_other.then_some((*name, asked.as_str(), written))
    })
}

/// Reports whether two ids are the same as the provider writes them back: in another case, or a number for a text.
fn is_same_id(asked: &str, written: &str, kind: Kind) -> bool {
    let is_number = !asked.is_empty() && asked.bytes().all(|b| b.is_ascii_digit());
    let is_same_number = || {
        let written = whole(written).unwrap_or_default();
        is_number && !written.is_empty() && asked.trim_start_matches('0') == written.trim_start_matches('0')
    };
    asked.eq_ignore_ascii_case(written)
        || asked.to_lowercase() == written.to_lowercase()
        || (kind == Kind::Number && is_same_number())
}

/// Reports whether a message has anything of what is declared. A signed one may be an empty list, but only of a call that reads:
/// of one that changes something it says nothing. Of a call whose response is not documented anything may come, but
/// money does not move for nothing.
fn is_response_of(endpoint: &EndpointMeta, authenticated: bool, message: Ref<'_>) -> bool {
    match endpoint.response {
        TypeMeta::Object(_) if authenticated && endpoint.effect == Effect::Read => true,
        TypeMeta::Object(fields) => message
            .children()
            .any(|child| child.kind() != Kind::Null && fields.iter().any(|field| field.name == child.name())),
        TypeMeta::Any if endpoint.effect == Effect::Money => !is_blank(message),
        _ => true,
    }
}
