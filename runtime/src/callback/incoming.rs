//! A call of the merchant's URL, parsed from HTTP to the message tree; not verified yet.

use std::fmt;

use super::CallbackError;
use crate::sign::pg_sig;
use crate::tree::{Kind, Tree};
use crate::wire::parameters::Parameters;
use crate::wire::{WireError, form, multipart, xml};

/// The form field that holds the whole message as XML.
const XML_FIELD: &str = "pg_xml";

/// A call of the merchant's URL, as any HTTP server can describe it. `Debug` shows no values.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// Path of the URL as Freedom Pay called it, not decoded: a path that a reverse proxy rewrote is not the signed one
    /// (see [`CallbackVerifier::script`](super::CallbackVerifier::script)).
    pub path: &'a str,
    /// Query string, not decoded, without `?`.
    pub query: &'a str,
    /// Value of `Content-Type`; empty for none.
    pub content_type: &'a str,
    /// The body; of one longer than the verifier's limit, one byte more than the limit is enough.
    pub body: &'a [u8],
}

impl fmt::Debug for Incoming<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query_bytes", &self.query.len())
            .field("content_type", &self.content_type)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl Incoming<'_> {
    /// Returns the script name: the text after the last `/` of the path.
    pub(super) fn script(&self) -> &str {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default()
    }

    /// Parses the message.
    pub(super) fn message(&self, max_bytes: usize) -> Result<Tree, CallbackError> {
        let unreadable = |e: WireError| CallbackError::Unreadable { message: e.to_string() };
        let is_get = match self.method {
            "GET" => true,
            "POST" => false,
            _ => return Err(CallbackError::Method),
        };
        let bytes = if is_get { self.query.as_bytes() } else { self.body };
        if bytes.len() > max_bytes {
            return Err(CallbackError::TooLarge { limit: max_bytes });
        }
        if bytes.is_empty() {
            let reason = if is_get { "its query is empty" } else { "its body is empty" };
            return Err(CallbackError::Unreadable { message: reason.to_owned() });
        }
        let outer = if is_get { form::parse(bytes).map_err(unreadable)? } else { self.body_fields()? };
        unpacked(outer)
    }

    fn body_fields(&self) -> Result<Tree, CallbackError> {
        let unreadable = |e: WireError| CallbackError::Unreadable { message: e.to_string() };
        let content_type = Parameters::of(self.content_type);
        // The signature covers UTF-8; another charset would only ever look like a wrong one.
        let charset = content_type.get("charset");
        if charset.is_some_and(|charset| !["utf-8", "utf8"].iter().any(|known| charset.eq_ignore_ascii_case(known))) {
            return Err(CallbackError::MediaType { message: "its charset is not UTF-8" });
        }
        if content_type.is(form::MEDIA_TYPE) || content_type.is("") {
            form::parse(self.body).map_err(unreadable)
        } else if content_type.is(multipart::MEDIA_TYPE) {
            let missing = CallbackError::MediaType { message: "its content type names no boundary" };
            let boundary = multipart::boundary(self.content_type).ok_or(missing)?;
            multipart::parse(self.body, boundary).map_err(unreadable)
        } else {
            Err(CallbackError::MediaType { message: "not a form" })
        }
    }
}

/// Returns the message inside `pg_xml`, where there is one. Fields beside it are not signed, so they are left out, and must not
/// look as if it were.
fn unpacked(outer: Tree) -> Result<Tree, CallbackError> {
    let mut fields = outer.root().children().filter(|field| field.name() == XML_FIELD);
    let Some(field) = fields.next() else { return Ok(outer) };
    let refuse = |reason: &str| Err(CallbackError::Unreadable { message: reason.to_owned() });
    if fields.next().is_some() || field.kind() != Kind::Text {
        return refuse("pg_xml is given more than once");
    }
    if outer.root().get(pg_sig::FIELD).is_some() {
        return refuse("it has both pg_xml and a signature outside it");
    }
    let parsed = xml::parse(field.text().as_bytes());
    parsed.map_err(|e| CallbackError::Unreadable { message: format!("pg_xml cannot be read: {e}") })
}
