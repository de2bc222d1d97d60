//! What a response proves. Pure: a response and the request it claims to be for, no clock, no I/O.
//!
//! The order of the questions matters: whether it was redirected, whether it can be read, who says it, which call it is
//! about, whether it is an error, and whether it says anything that was declared. "Nothing happened" is concluded from an
//! error alone, and only if the error proves it: see [`proves_refusal`].

use std::borrow::Cow;

use crate::api::credentials::Signer;
use crate::error::{Call, Decode, Error, Provider, RawBody, Signature, Unknown};
use crate::http::{HttpResponse, Stage};
use crate::machine::prepared::SentRequest;
use crate::machine::response::RawResponse;
use crate::meta::{Effect, EndpointMeta, ErrorShape, Scheme, TypeMeta, Wire};
use crate::sign::pg_sig;
use crate::tree::notation::whole;
use crate::tree::{Kind, Ref, Tree, Value};
use crate::wire::{json, xml};

/// Codes whose responses the provider documents as unsigned: unknown merchant, wrong signature, nothing found.
/// (docs.freedompay.kz/overview-741636m0 for 9998; samples for the others.) They are believed as errors only.
const UNSIGNED_ERRORS: [&str; 3] = ["9998", "1100", "11068"];

/// An error as the response's API writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorFields {
    pub(crate) code: Option<String>,
    pub(crate) description: Option<String>,
}

impl ErrorFields {
    fn from_texts(code: Option<Ref<'_>>, description: Option<Ref<'_>>) -> Self {
        Self { code: self::code(code), description: text(description) }
    }
}

fn text(node: Option<Ref<'_>>) -> Option<String> {
    node.filter(|node| !node.is_container()).map(Ref::text).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns a code as the lists write it: a number in another notation is the same code.
fn code(node: Option<Ref<'_>>) -> Option<String> {
    text(node).map(|code| whole(&code).map_or_else(|| code.clone(), Cow::into_owned))
}

/// Finds the error in a message, if it is one. What a status call reports about the work it is asked about is a response,
/// not an error of the call.
pub(crate) fn find_error(endpoint: &EndpointMeta, message: Ref<'_>) -> Option<ErrorFields> {
    let status_is_error = |name| message.get(name).is_some_and(|status| status.text().eq_ignore_ascii_case("error"));
    let first = |names: [&str; 2]| names.iter().find_map(|name| text(message.get(name)));
    let first_code = |names: [&str; 2]| names.iter().find_map(|name| code(message.get(name)));
    match endpoint.api.errors {
        ErrorShape::Status => {
            let code = first_code(["error_code", "pg_failure_code"]).filter(|code| code != "0");
            // Installments and the older invoices send a code without any status.
            let is_error = status_is_error("status") || (message.get("status").is_none() && code.is_some());
            let description = first(["error_description", "pg_failure_description"]);
            if is_error { Some(ErrorFields { code, description }) } else { undeclared_error(endpoint, message) }
        }
        ErrorShape::Object => {
            let Some(error) = message.get("error").filter(|error| error.is_container()) else {
                return undeclared_error(endpoint, message);
            };
            // Beside other members it reports why the payment that was asked about has failed.
            let is_reported = endpoint.effect == Effect::Read && message.children().count() > 1;
            let is_empty = error.children().next().is_none();
            let fields = ErrorFields::from_texts(error.get("code"), error.get("description"));
            (!is_reported && !is_empty).then_some(fields)
        }
        ErrorShape::Pg => status_is_error("pg_status").then(|| ErrorFields {
            code: first_code(["pg_error_code", "pg_failure_code"]),
            description: first(["pg_error_description", "pg_failure_description"]),
        }),
    }
}

/// Finds an error in a shape that this API does not document: of a gateway in between, say. It has no code that could
/// prove anything.
fn undeclared_error(endpoint: &EndpointMeta, message: Ref<'_>) -> Option<ErrorFields> {
    let undeclared = |name: &str| {
        let is_declared = endpoint.response.fields().iter().any(|field| field.name == name);
        message.get(name).filter(|_| !is_declared || endpoint.api.errors == ErrorShape::Object)
    };
    if let Some(error) = undeclared("error").filter(|error| !is_blank(*error)) {
        return Some(match error.kind() {
            Kind::Map => ErrorFields::from_texts(None, error.get("description").or_else(|| error.get("message"))),
            _ => ErrorFields::from_texts(None, Some(error)),
        });
    }
    let is_failure = undeclared("success").is_some_and(|success| success.text().eq_ignore_ascii_case("false"));
    let has_errors = undeclared("errors").is_some_and(|errors| errors.children().next().is_some());
    (is_failure || has_errors).then(ErrorFields::default)
}

fn is_blank(node: Ref<'_>) -> bool {
    match node.kind() {
        Kind::Null => true,
        Kind::Map | Kind::List => node.children().next().is_none(),
        Kind::Bool => node.text() == "false",
        Kind::Number | Kind::Text => matches!(node.text(), "" | "0"),
    }
}

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
    if endpoint.api.scheme == Scheme::PgSig {
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
    let error = find_error(endpoint, tree.root());
    let authenticated = match verify(&sent.signer, endpoint, &tree) {
        Verified::Signed => true,
        Verified::Unsigned => false,
        Verified::Wrong(_) if is_documented_unsigned(error.as_ref(), &tree, is_success) => false,
        Verified::Wrong(message) => {
            let message = message.to_owned();
            return Err(Error::Signature(Box::new(Signature { call, http_status: status, message })));
        }
    };
    let tree = if authenticated { pg_sig::signed_part(tree) } else { tree };
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

enum Verified {
    Signed,
    /// By an API that does not sign its responses.
    Unsigned,
    Wrong(&'static str),
}

fn verify(signer: &Signer, endpoint: &EndpointMeta, tree: &Tree) -> Verified {
    let (Scheme::PgSig, Signer::PgSig(credentials)) = (endpoint.api.scheme, signer) else { return Verified::Unsigned };
    // Without the key the request could not have been signed either.
    let Some(key) = credentials.key(endpoint.key) else { return Verified::Wrong("no key is configured for it") };
    if pg_sig::verify(endpoint.script_name(), tree.root(), key)
        || (endpoint.unscripted_response && pg_sig::verify("", tree.root(), key))
    {
        return Verified::Signed;
    }
    let is_signed = tree.root().get(pg_sig::FIELD).is_some();
    Verified::Wrong(if is_signed { "its pg_sig is wrong" } else { "it has no pg_sig" })
}

/// Reports whether an unsigned message is one of the errors that the provider documents as unsigned.
fn is_documented_unsigned(error: Option<&ErrorFields>, tree: &Tree, is_success: bool) -> bool {
    let code = error.and_then(|error| error.code.as_deref());
    is_success && tree.root().get(pg_sig::FIELD).is_none() && code.is_some_and(|code| UNSIGNED_ERRORS.contains(&code))
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
