//! Judging a response: its signature first, then whether it is an error, then its content.

use crate::api::credentials::Signer;
use crate::call::engine::ClientInner;
use crate::call::response::RawResponse;
use crate::error::{Call, Decode, Error, Provider, RawBody, Signature, Unknown};
use crate::meta::{Effect, EndpointMeta};
use crate::meta::{ErrorShape, Scheme, Wire};
use crate::sign::pg_sig;
use crate::transport::{HttpResponse, Stage};
use crate::tree::Ref;
use crate::tree::Value;
use crate::wire::{json, xml};

/// Codes whose responses the provider documents as unsigned: unknown merchant, wrong signature, nothing found.
/// (docs.freedompay.kz/overview-741636m0 for 9998; samples for the others.) They are accepted as errors only.
const UNSIGNED_ERRORS: [&str; 3] = ["9998", "1100", "11068"];

/// The fields of an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ErrorFields {
    code: Option<String>,
    description: Option<String>,
}

impl ErrorShape {
    /// Finds the error in a message. The failure of the work that a status call reports is not an error of that call.
    pub(crate) fn find(self, effect: Effect, message: Ref<'_>) -> Option<ErrorFields> {
        let text = |node: Option<Ref<'_>>| node.map(Ref::text).filter(|text| !text.is_empty()).map(str::to_owned);
        let status_is_error =
            |name| message.get(name).is_some_and(|status| status.text().eq_ignore_ascii_case("error"));
        let first = |names: [&str; 2]| names.iter().find_map(|name| text(message.get(name)));
        match self {
            ErrorShape::Status => {
                let code = first(["error_code", "pg_failure_code"]).filter(|code| code != "0");
                // Installments and the older invoices send a code without any status.
                let is_error = status_is_error("status") || (message.get("status").is_none() && code.is_some());
                let description = first(["error_description", "pg_failure_description"]);
                is_error.then_some(ErrorFields { code, description })
            }
            ErrorShape::Object => {
                let error = message.get("error").filter(|error| error.is_container())?;
                // Beside other members it is the reason why the payment in question has failed.
                let is_told = effect == Effect::Read && message.children().count() > 1;
                let fields = ErrorFields { code: text(error.get("code")), description: text(error.get("description")) };
                (!is_told).then_some(fields)
            }
            ErrorShape::Pg => status_is_error("pg_status").then(|| ErrorFields {
                code: first(["pg_error_code", "pg_failure_code"]),
                description: first(["pg_error_description", "pg_failure_description"]),
            }),
        }
    }
}

impl ClientInner {
    /// Judges a response. The order matters: who signed it, then whether it is an error, then its content.
    pub(crate) fn judge(
        &self,
        endpoint: &'static EndpointMeta,
        call: Call,
        http: HttpResponse,
    ) -> Result<RawResponse, Error> {
        let status = http.status;
        let unknown = |call, what: String| {
            Err(Error::Unknown(Box::new(Unknown {
                call,
                failed_at: Stage::Responded,
                what,
                http_status: Some(status),
            })))
        };
        if (300..400).contains(&status) {
            return unknown(
                call,
                format!("the response is a redirect (HTTP status {status}), which is never followed"),
            );
        }
        let parsed = match endpoint.api.wire {
            Wire::Json => json::parse(&http.body),
            Wire::Form => xml::parse(&http.body),
        };
        let tree = match parsed {
            Ok(tree) => tree,
            // The server may have begun the work before it failed.
            Err(_) if status >= 500 || status == 408 => {
                return unknown(call, format!("the response has HTTP status {status} and no readable message"));
            }
            Err(_) if status >= 400 => return Err(refused(call, status, None, false, Value::Null)),
            Err(e) => {
                let what = if http.body.is_empty() { "the response is empty".to_owned() } else { e.to_string() };
                let body = RawBody(http.body);
                return Err(Error::Decode(Box::new(Decode {
                    call,
                    http_status: status,
                    path: String::new(),
                    what,
                    body,
                })));
            }
        };
        let error = endpoint.api.errors.find(endpoint.effect, tree.root());
        let authenticated = match (endpoint.api.scheme, &self.signer) {
            (Scheme::PgSig, Signer::PgSig(credentials)) => {
                let Some(key) = credentials.key(endpoint.key) else {
                    return Err(Error::invalid(Some(endpoint), "", "no key is configured for its responses"));
                };
                let is_signed = tree.root().get(pg_sig::FIELD).is_some();
                let is_right = pg_sig::verify(endpoint.script_name(), tree.root(), key)
                    || (endpoint.unscripted_response && pg_sig::verify("", tree.root(), key));
                let code = error.as_ref().and_then(|e| e.code.as_deref());
                if !is_right && (is_signed || !code.is_some_and(|code| UNSIGNED_ERRORS.contains(&code))) {
                    let what = if is_signed { "its pg_sig is wrong" } else { "it has no pg_sig" };
                    let what = what.to_owned();
                    return Err(Error::Signature(Box::new(Signature { call, http_status: status, what })));
                }
                is_right
            }
            _ => false,
        };
        if status >= 500 && !authenticated {
            let code = error.and_then(|e| e.code).map(|code| format!(" and error code {code}")).unwrap_or_default();
            return unknown(call, format!("the response has HTTP status {status}{code}"));
        }
        if error.is_some() || status >= 400 {
            let answer = tree.deserialize().unwrap_or(Value::Null);
            return Err(refused(call, status, error, authenticated, answer));
        }
        Ok(RawResponse { call, http, tree, authenticated })
    }
}

fn refused(call: Call, http_status: u16, error: Option<ErrorFields>, authenticated: bool, answer: Value) -> Error {
    let (code, description) = error.map_or((None, None), |e| (e.code, e.description));
    Error::Provider(Box::new(Provider { call, http_status, code, description, authenticated, answer }))
}
