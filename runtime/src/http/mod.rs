//! HTTP as values: requests, responses, failures and base URLs. How they travel is the transport's business.

pub(crate) mod base_url;
mod headers;
mod stage;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

pub use self::headers::ResponseHeaders;
pub use self::stage::Stage;
use crate::meta::Method;

/// Time for connecting, by default.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A signed request, ready to send. `Debug` shows no header values and no body.
#[derive(Clone)]
pub struct HttpRequest {
    /// Method.
    pub method: Method,
    /// Absolute URL.
    pub url: String,
    /// Headers, in the order to send them.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
    /// Body; empty for none.
    pub body: Vec<u8>,
    /// Time for this one exchange, from connecting to the last byte.
    pub timeout: Duration,
    /// Most bytes of a response's body to read.
    pub max_response_size: usize,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A response. `Debug` shows no header values and no body.
///
/// A transport makes one with `..HttpResponse::default()` behind the fields it fills, so that more can be added.
#[derive(Clone, Default)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: ResponseHeaders,
    /// Body, as sent by the server.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// Returns the value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Why no response came back.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// Where it failed. Use [`Stage::MaybeSent`] where that is unknown: a request that is reported as not arrived may be
    /// sent again.
    pub stage: Stage,
    /// What failed, without any part of the request.
    pub message: String,
}

impl TransportError {
    /// Creates an error from the stage that failed and a message without any part of the request.
    pub fn new(stage: Stage, message: impl Into<String>) -> Self {
        Self { stage, message: message.into() }
    }
}
