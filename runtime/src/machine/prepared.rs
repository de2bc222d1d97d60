//! A prepared request, to inspect or to send.

use std::borrow::Cow;
use std::fmt;

use uuid::Uuid;

use crate::http::HttpRequest;
use crate::message::redact;
use crate::meta::scheme::{Signer, Unverified};
use crate::meta::{EndpointMeta, FieldMeta};
use crate::secret::{MASK, Secret};
use crate::tree::{Ref, Tree, Value};

/// Shorter parts of a header are words such as `Basic`.
const LEAST_SECRET: usize = 8;

/// How the form APIs encode a request. The documentation prints multipart; the provider takes both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormEncoding {
    /// `multipart/form-data`, as documented.
    #[default]
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
}

/// A signed request, ready to send. `Debug` shows neither values nor the signature.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) http: HttpRequest,
    pub(crate) sent: SentRequest,
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRequest")
            .field("endpoint", &self.sent.endpoint.id)
            .field("http", &self.http)
            .finish_non_exhaustive()
    }
}

impl PreparedRequest {
    /// Returns the HTTP method.
    pub fn method(&self) -> &'static str {
        self.http.method.as_str()
    }

    /// Returns the absolute URL.
    pub fn url(&self) -> &str {
        &self.http.url
    }

    /// Returns the URL to show to people: card numbers masked, and without its query where the scheme sends a key there.
    pub fn masked_url(&self) -> String {
        let scheme = self.sent.endpoint.api.scheme;
        let has_key = scheme.sends_key && scheme.added_fields.iter().any(|name| scheme.secrets.contains(name));
        match self.url().split_once('?') {
            Some((before, _)) if has_key => format!("{}?{MASK}", redact::text(before)),
            _ => redact::text(self.url()).into_owned(),
        }
    }

    /// Returns the path as it is signed.
    pub fn path(&self) -> &str {
        &self.sent.path
    }

    /// Returns the headers, the signature included.
    pub fn headers(&self) -> &[(&'static str, Cow<'static, str>)] {
        &self.http.headers
    }

    /// Returns the headers to show to people: card numbers masked, and keys where the scheme sends one.
    pub fn masked_headers(&self) -> Vec<(&'static str, String)> {
        let scheme = self.sent.endpoint.api.scheme;
        let shown = |name: &str, value: &str| {
            let is_key = scheme.sends_key && scheme.secrets.contains(&name);
            if is_key { MASK.to_owned() } else { redact::text(value).into_owned() }
        };
        self.http.headers.iter().map(|(name, value)| (*name, shown(name, value))).collect()
    }

    /// Returns the body's bytes.
    pub fn body(&self) -> &[u8] {
        &self.http.body
    }

    /// Returns the id in the request's `X-Request-Id`, if the endpoint has one.
    pub fn request_id(&self) -> Option<&str> {
        let endpoint = self.sent.endpoint;
        let made = endpoint.api.headers.iter().chain(endpoint.headers).find(|header| header.value.is_none())?;
        self.http.headers.iter().find(|(name, _)| *name == made.name).map(|(_, id)| &**id)
    }

    /// Returns everything that is sent, runtime fields included, with secrets and card data masked.
    pub fn masked(&self) -> Value {
        redact::masked_request(self.sent.endpoint, self.sent.message.root())
    }

    /// Returns the headers of the signature that are secret: each value, and its parts, which a server may quote alone.
    pub(crate) fn secrets<'p>(&'p self) -> Vec<&'p str> {
        let secrets = self.sent.endpoint.api.scheme.secrets;
        let values = self.http.headers.iter().filter(|(name, _)| secrets.contains(name)).map(|(_, value)| &**value);
        let parts = |value: &'p str| std::iter::once(value).chain(value.split("..").flat_map(|part| part.split(' ')));
        values.flat_map(parts).filter(|part| part.len() >= LEAST_SECRET).collect()
    }

    /// Explains what was signed: secret, card data and unknown tokens masked.
    pub fn explain(&self) -> String {
        let headers: Vec<(&str, &str)> = self.http.headers.iter().map(|(name, value)| (*name, &**value)).collect();
        let explanation = self.sent.signer.explain(&Unverified {
            endpoint: self.sent.endpoint,
            is_response: false,
            method: self.method(),
            path: self.path(),
            query: self.url().split_once('?').map_or("", |(_, query)| query),
            headers: &headers,
            body: self.body(),
            fields: self.sent.message.root(),
            endpoints: &[],
            other_keys: &[],
        });
        if explanation.expected.is_empty() {
            self.sent.endpoint.api.scheme.title.to_owned()
        } else {
            explanation.expected
        }
    }
}

/// What stays of a request when it has gone: enough to judge its response, and to send it again.
#[derive(Clone)]
pub(crate) struct SentRequest {
    pub(crate) endpoint: &'static EndpointMeta,
    /// The keys that it was signed with. They verify the response, and sign it again, whatever the client's are by then.
    pub(crate) signer: Signer,
    /// Path as signed.
    pub(crate) path: String,
    pub(crate) request_id: Option<Uuid>,
    /// The message with the fields that the runtime added.
    pub(crate) message: Tree,
    /// Ids inside the message that only the typed request could name.
    pub(crate) further_ids: Vec<(&'static str, String)>,
}

impl SentRequest {
    /// Returns `X-Request-Id` as it is sent.
    pub(crate) fn request_id(&self) -> Option<String> {
        self.request_id.map(|id| id.to_string())
    }

    /// Returns the request's own ids, by which the provider can be asked about it.
    pub(crate) fn ids(&self) -> Vec<(&'static str, String)> {
        ids(self.endpoint, self.message.root(), &self.further_ids)
    }

    /// Hides what a server quotes of the request's secrets, of the signature and the keys, and card numbers.
    pub(crate) fn quoted(&self, text: &str, signature: &[&str]) -> String {
        let mut shown = redact::quoted(text, self.endpoint.request, self.message.root());
        let secrets = self.endpoint.api.scheme.secrets.iter();
        let fields = secrets.filter_map(|name| self.message.root().get(name)).map(Ref::text);
        let keys = self.signer.keys().iter().map(Secret::expose_secret);
        signature.iter().copied().chain(fields).chain(keys).for_each(|secret| redact::hide(&mut shown, secret));
        shown
    }
}

/// Returns the ids of a request (order, payment, request …) by wire name, with those that its type found inside it. Never a
/// secret.
pub(crate) fn ids(
    endpoint: &'static EndpointMeta,
    message: Ref<'_>,
    further: &[(&'static str, String)],
) -> Vec<(&'static str, String)> {
    let is_id = |field: &&FieldMeta| endpoint.identifies(field) && further.iter().all(|(name, _)| *name != field.name);
    let own = endpoint.request.iter().filter(is_id);
    own.filter_map(|field| Some((field.name, message.get(field.name)?.text().to_owned())))
        .chain(further.iter().cloned())
        .filter(|(_, id)| !id.is_empty())
        .collect()
}
