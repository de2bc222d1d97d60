//! Signs a message to a merchant and calls the URL.

use std::sync::OnceLock;
use std::time::Duration;

use freedompay::meta::Method;
use freedompay::{BaseUrl, HttpRequest, ReqwestTransport, Secret, Transport as _, Value};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{form, xml};
use jiff::Timestamp;
use url::Url;

use super::verdict::{ReplyVerdict, judge};
use super::{Letter, Notice};
use crate::faults;

/// How long a merchant has to answer. The documentation states no time; silence counts as refusal.
const PATIENCE: Duration = Duration::from_secs(15);
const MAX_ANSWER: usize = 1 << 20;

/// Calls merchants. The HTTP client is made at the first call: most sandboxes never need one.
#[derive(Debug, Default)]
pub(crate) struct Messenger {
    plain: OnceLock<Result<ReqwestTransport, String>>,
    secure: OnceLock<Result<ReqwestTransport, String>>,
}

/// A signed message and where it goes.
pub(crate) struct Signed {
    pub(crate) url: Url,
    pub(crate) message: Tree,
    pub(crate) script: String,
}

impl Letter {
    /// Signs it: over its fields, the parameters of the URL's own query, and the salt.
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

impl Signed {
    /// The URL with the message in its query.
    pub(crate) fn get_url(&self) -> Url {
        let mut url = self.url.clone();
        url.set_query(Some(&form::encode(self.message.root())));
        url
    }
}

impl Messenger {
    /// Calls the URL and judges the answer.
    pub(crate) async fn deliver(
        &self,
        letter: &Letter,
        salt: &str,
        secret: &Secret,
        at: Timestamp,
        attempt: u32,
    ) -> Notice {
        let silent = |why: String| ReplyVerdict::Silent { why };
        let signed = match letter.sign(salt, secret) {
            Ok(signed) => signed,
            Err(why) => {
                let mut notice = Notice::of(letter, &Tree::empty(), at, attempt);
                notice.verdict = silent(why);
                return notice;
            }
        };
        let mut notice = Notice::of(letter, &signed.message, at, attempt);
        let transport = match self.transport(&signed.url) {
            Ok(transport) => transport,
            Err(why) => {
                notice.verdict = silent(why);
                return notice;
            }
        };
        match transport.send(request(letter, &signed)).await {
            Ok(answer) => {
                notice.http_status = Some(answer.status);
                notice.verdict = match judge(&answer, &signed.script, secret) {
                    ReplyVerdict::Silent { why } => silent(why),
                    _ if letter.wants_status_only => ReplyVerdict::Received,
                    verdict => verdict,
                };
            }
            Err(e) => notice.verdict = silent(e.what),
        }
        notice
    }

    fn transport(&self, url: &Url) -> Result<&ReqwestTransport, String> {
        let (cell, base) = match url.scheme() {
            "http" => (&self.plain, "http://127.0.0.1"),
            "https" => (&self.secure, "https://localhost"),
            _ => return Err("the URL is neither http nor https".to_owned()),
        };
        let made = cell.get_or_init(|| {
            let base = BaseUrl::parse(base).map_err(|e| e.to_string())?;
            ReqwestTransport::new(&base).map_err(|e| e.what)
        });
        made.as_ref().map_err(Clone::clone)
    }
}

fn request(letter: &Letter, signed: &Signed) -> HttpRequest {
    let mut url = signed.url.clone();
    let encoded = form::encode(signed.message.root());
    let (method, body) = match letter.method.as_str() {
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
    HttpRequest { method, url: url.into(), headers, body, timeout: PATIENCE, max_response_size: MAX_ANSWER }
}
