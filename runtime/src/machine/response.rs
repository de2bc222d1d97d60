//! Accepted responses: untyped, and decoded as the type of their endpoint.

use std::fmt;
use std::ops::Deref;

use uuid::Uuid;

use crate::api::endpoint::ResponseBody;
use crate::error::{Call, Decode, Error, RawBody};
use crate::http::HttpResponse;
use crate::message::unread::{self, Typed};
use crate::tree::{Ref, Tree, TreeError, Value};

/// A typed response, with what came along with it. Its fields are reached directly, by dereference.
#[derive(Clone)]
pub struct Response<T> {
    typed: Typed<T>,
    raw: RawResponse,
}

/// A response that was accepted, before it is given a type.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) call: Call,
    pub(crate) http: HttpResponse,
    pub(crate) tree: Tree,
    pub(crate) authenticated: bool,
}

/// The journal entry of a call, whether it succeeded or failed: one way to acknowledge both.
pub trait JournalKey {
    /// Returns the key of the call's journal entry; nothing if nothing was recorded.
    fn journal_key(&self) -> Option<Uuid>;
}

impl<T> JournalKey for Result<Response<T>, Error> {
    fn journal_key(&self) -> Option<Uuid> {
        self.as_ref().map_or_else(Error::journal_key, Response::journal_key)
    }
}

impl JournalKey for Result<RawResponse, Error> {
    fn journal_key(&self) -> Option<Uuid> {
        self.as_ref().map_or_else(Error::journal_key, RawResponse::journal_key)
    }
}

impl<T> Response<T> {
    pub(crate) fn new(typed: Typed<T>, raw: RawResponse) -> Self {
        Self { typed, raw }
    }

    /// Returns the response itself.
    pub fn into_inner(self) -> T {
        self.typed.value
    }

    /// Returns the paths of members that do not fit their declared types and were read as absent, such as `card.expiry_month`.
    /// They are optional, and decide nothing: an id of the call, a status, what else tells an outcome, or an amount that does
    /// not fit is [`Error::Decode`]. Their values are in [`RawResponse::message`].
    pub fn unread(&self) -> &[String] {
        &self.typed.unread
    }

    /// Returns the key of the call's journal entry, to acknowledge it by: see [`journal`](crate::journal). Nothing if nothing
    /// was recorded.
    pub fn journal_key(&self) -> Option<Uuid> {
        self.raw.journal_key()
    }

    /// Returns the metadata of the response: ids, headers, the bytes.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.typed.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.typed.value.fmt(f)
    }
}

impl RawResponse {
    /// Returns the HTTP status.
    pub fn http_status(&self) -> u16 {
        self.http.status
    }

    /// Returns a response header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.http.header(name)
    }

    /// Returns `X-Request-Id`: as answered, or else as sent.
    pub fn request_id(&self) -> Option<&str> {
        self.header("x-request-id").or(self.call.request_id.as_deref())
    }

    /// Returns `X-Datetime`: when the provider processed the request, as text.
    pub fn datetime(&self) -> Option<&str> {
        self.header("x-datetime")
    }

    /// Returns `X-Request-Status`: seen are `success` and `error`.
    pub fn request_status(&self) -> Option<&str> {
        self.header("x-request-status")
    }

    /// Returns the key of the call's journal entry, to acknowledge it by: see [`journal`](crate::journal). Nothing if nothing
    /// was recorded.
    pub fn journal_key(&self) -> Option<Uuid> {
        self.call.journal_key
    }

    /// Reports whether the response's signature was right. The JSON APIs do not sign responses.
    pub fn is_authenticated(&self) -> bool {
        self.authenticated
    }

    /// Returns the body as it came.
    pub fn body(&self) -> &[u8] {
        &self.http.body
    }

    /// Returns the message, untyped. Signature fields included.
    pub fn message(&self) -> Ref<'_> {
        self.tree.root()
    }

    /// Returns the message as a value.
    pub fn to_value(&self) -> Value {
        self.tree.deserialize().unwrap_or(Value::Null)
    }

    /// Decodes the message as a type.
    pub fn decode<T: ResponseBody>(self) -> Result<Response<T>, Error> {
        match self.read() {
            Ok(typed) => Ok(Response::new(typed, self)),
            Err(e) => Err(self.unreadable(&e)),
        }
    }

    /// Reads the message as a type.
    pub(crate) fn read<T: ResponseBody>(&self) -> Result<Typed<T>, TreeError> {
        unread::read(self.call.endpoint, T::TYPE, &self.tree)
    }

    /// Returns the error of a response that its type cannot be read from.
    pub(super) fn unreadable(self, error: &TreeError) -> Error {
        Error::Decode(Box::new(Decode {
            call: self.call,
            http_status: self.http.status,
            path: error.path().to_owned(),
            message: error.message().to_owned(),
            body: RawBody(self.http.body),
        }))
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("call", &self.call.to_string())
            .field("http", &self.http)
            .field("authenticated", &self.authenticated)
            .field("message", &self.tree)
            .finish()
    }
}
