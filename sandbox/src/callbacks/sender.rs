//! Signs a callback and sends it to the merchant's URL.

use std::sync::OnceLock;
use std::time::Duration;

use freedompay::meta::{EndpointMeta, Method};
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Transport as _};
use freedompay::{Secret, Value};
use freedompay_runtime::message::redact;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{form, xml};
use jiff::Timestamp;
use url::Url;

use super::judge::judge;
use super::outgoing::OutgoingCallback;
use crate::faults;
use crate::world::callback_record::{CallbackRecord, ReplyVerdict};

/// How long a merchant has to respond. The documentation states no time; no response counts as a rejection.
const TIMEOUT: Duration = Duration::from_secs(15);
const MAX_RESPONSE: usize = 1 << 20;

/// Sends callbacks. The HTTP client is created by the first one: most sandboxes never need it.
#[derive(Debug, Default)]
pub(crate) struct CallbackSender {
    plain: OnceLock<Result<ReqwestTransport, String>>,
    secure: OnceLock<Result<ReqwestTransport, String>>,
}

/// A signed message and its URL.
pub(crate) struct Signed {
    pub(crate) url: Url,
    pub(crate) message: Tree,
    pub(crate) script: String,
}

impl OutgoingCallback {
    /// Signs the callback: its fields, the parameters of the URL's own query, and the salt.
    pub(crate) fn sign(&self, salt: &str, secret: &Secret) -> Result<Signed, String> {
        let mut url = Url::parse(&self.url).map_err(|e| format!("the URL cannot be read: {e}"))?;
        let own: Vec<(String, Value)> =
            url.query_pairs().map(|(name, value)| (name.into_owned(), Value::Text(value.into_owned()))).collect();
        if self.http_method() == "GET" {
            url.set_query(None);
        }
        url.set_fragment(None);
        let members = own.into_iter().chain(self.fields.clone()).collect();
        let mut message = Tree::from_serialize(&Value::Map(members)).map_err(|e| e.to_string())?;
        message.push_text("pg_salt", salt);
        let script = url.path().rsplit('/').next().unwrap_or_default().to_owned();
        let fault = self.fault.as_ref();
        let mut message = faults::before_signing(fault, message);
        if let Some(signature) = faults::signature(fault, pg_sig::sign(&script, message.root(), secret)) {
            message.push_text(pg_sig::FIELD, &signature);
        }
        let message = faults::after_signing(fault, message);
        Ok(Signed { url, message, script })
    }
}

impl OutgoingCallback {
    fn record(&self, message: &Tree, at: Timestamp, attempt: u32) -> CallbackRecord {
        let fields = freedompay::endpoint(self.kind).map_or(&[][..], |e: &EndpointMeta| e.request);
        CallbackRecord {
            at,
            kind: self.kind.to_owned(),
            about: self.about,
            attempt,
            method: self.http_method().to_owned(),
            url: self.url.split(['?', '#']).next().unwrap_or_default().to_owned(),
            fields: redact::masked(fields, message.root()),
            http_status: None,
            verdict: ReplyVerdict::NoResponse { reason: String::new() },
            retry_at: None,
            fault: self.fault.clone(),
        }
    }

    /// Records a callback that is not sent.
    pub(crate) fn record_unsent(&self, at: Timestamp, attempt: u32, reason: &str) -> CallbackRecord {
        let message = Tree::from_serialize(&Value::Map(self.fields.clone())).unwrap_or_else(|_| Tree::empty());
        let verdict = ReplyVerdict::NoResponse { reason: reason.to_owned() };
        CallbackRecord { verdict, ..self.record(&message, at, attempt) }
    }
}

impl Signed {
    /// Returns the URL with the message in its query.
    pub(crate) fn get_url(&self) -> Url {
        let mut url = self.url.clone();
        url.set_query(Some(&form::encode(self.message.root())));
        url
    }
}

impl CallbackSender {
    /// Sends a callback and judges the response.
    pub(crate) async fn deliver(
        &self,
        callback: &OutgoingCallback,
        salt: &str,
        secret: &Secret,
        at: Timestamp,
        attempt: u32,
    ) -> CallbackRecord {
        let no_response = |reason: String| ReplyVerdict::NoResponse { reason };
        let signed = match callback.sign(salt, secret) {
            Ok(signed) => signed,
            Err(reason) => {
                let mut record = callback.record(&Tree::empty(), at, attempt);
                record.verdict = no_response(reason);
                return record;
            }
        };
        let mut record = callback.record(&signed.message, at, attempt);
        let transport = match self.transport(&signed.url) {
            Ok(transport) => transport,
            Err(reason) => {
                record.verdict = no_response(reason);
                return record;
            }
        };
        match transport.send(request(callback, &signed)).await {
            Ok(response) => {
                record.http_status = Some(response.status);
                record.verdict = match judge(&response, &signed.script, secret) {
                    ReplyVerdict::NoResponse { reason } => no_response(reason),
                    _ if callback.wants_status_only => ReplyVerdict::Received,
                    verdict => verdict,
                };
            }
            Err(e) => record.verdict = no_response(e.message),
        }
        record
    }

    fn transport(&self, url: &Url) -> Result<&ReqwestTransport, String> {
        let (cell, base) = match url.scheme() {
            "http" => (&self.plain, "http://127.0.0.1"),
            "https" => (&self.secure, "https://localhost"),
            _ => return Err("the URL is neither http nor https".to_owned()),
        };
        let made = cell.get_or_init(|| {
            let base = BaseUrl::parse(base).map_err(|e| e.to_string())?;
            ReqwestTransport::new(&base).map_err(|e| e.message)
        });
        made.as_ref().map_err(Clone::clone)
    }
}

fn request(callback: &OutgoingCallback, signed: &Signed) -> HttpRequest {
    let mut url = signed.url.clone();
    let encoded = form::encode(signed.message.root());
    let (method, body) = match callback.method.as_str() {
        "GET" => {
            url = signed.get_url();
            (Method::Get, Vec::new())
        }
        "XML" => {
            let mut field = Tree::from_serialize(&Value::Map(Vec::new())).unwrap_or_else(|_| Tree::empty());
            field.push_text("pg_xml", &xml::encode("request", signed.message.root()));
            (Method::Post, form::encode(field.root()).into_bytes())
        }
        _ => (Method::Post, encoded.into_bytes()),
    };
    let mut headers = vec![("Accept", "application/xml".into())];
    if method == Method::Post {
        headers.push(("Content-Type", form::MEDIA_TYPE.into()));
    }
    HttpRequest { method, url: url.into(), headers, body, timeout: TIMEOUT, max_response_size: MAX_RESPONSE }
}
