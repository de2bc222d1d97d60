//! The default transport, over reqwest but not with its defaults: no redirects (reqwest would send `X-JWS-Signature`
//! to another host), no hidden retries, no proxy from the environment, no decompression.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::HeaderValue;
use tokio::runtime::{Handle, Id};

use super::outgoing::{Outgoing, Progress};
use super::{BoxFuture, Transport, failure, runtime};
use crate::http::base_url::BaseUrl;
use crate::http::{CONNECT_TIMEOUT, HttpRequest, HttpResponse, Stage, TransportError};
use crate::meta::Method;

/// Shorter than common server keep-alives, so that a connection is rarely closed during a request.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// HTTP/1.1 over rustls with the operating system's certificates.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The last URL without a query. Most applications make one call far more often than any other, and reading its URL
    /// takes as long as reading a response.
    last: Arc<Mutex<Option<Url>>>,
    known: Arc<Mutex<Option<Known>>>,
}

/// The last runtime that a call was made in, and what it lacks.
type Known = (Id, Option<&'static str>);

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl ReqwestTransport {
    /// Creates a transport with its own connection pool, and 10 seconds for connecting.
    ///
    /// # Errors
    /// If the operating system's certificates cannot be loaded. They are not needed for plain HTTP on loopback.
    pub fn new(base_url: &BaseUrl) -> Result<Self, TransportError> {
        Self::with_connect_timeout(base_url, CONNECT_TIMEOUT)
    }

    /// Creates a transport with another time for looking the host up, connecting and TLS. Only a failure within it is known to be
    /// one before the first byte, so let it be shorter than the time for the exchange.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn with_connect_timeout(base_url: &BaseUrl, connect_timeout: Duration) -> Result<Self, TransportError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An application that has chosen a provider keeps it; this only fills the gap.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .user_agent(concat!("freedompay-rust/", env!("CARGO_PKG_VERSION")));
        if base_url.as_str().starts_with("http:") {
            builder = builder.tls_certs_only(std::iter::empty());
        }
        match builder.build() {
            Ok(client) => Ok(Self { client, last: Arc::default(), known: Arc::default() }),
            Err(e) => Err(failure::sending(e, &Progress::default())),
        }
    }

    fn url(&self, text: &str) -> Result<Url, TransportError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = last.as_ref().filter(|known| known.as_str() == text) {
            return Ok(known.clone());
        }
        let Ok(url) = Url::parse(text) else {
            return Err(TransportError { stage: Stage::NotSent, message: "its URL cannot be read".to_owned() });
        };
        if url.query().is_none() {
            *last = Some(url.clone());
        }
        Ok(url)
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut outgoing = self.client.request(method, self.url(&request.url)?).timeout(request.timeout);
        for (name, value) in request.headers {
            let shared = match value {
                Cow::Borrowed(value) => Bytes::from_static(value.as_bytes()),
                Cow::Owned(value) => Bytes::from(value),
            };
            let Ok(value) = HeaderValue::from_maybe_shared(shared) else {
                let message = format!("{name} cannot be sent as a header: it holds control characters");
                return Err(TransportError { stage: Stage::NotSent, message });
            };
            outgoing = outgoing.header(name, value);
        }
        let progress = Progress::default();
        if !request.body.is_empty() {
            outgoing = outgoing.body(reqwest::Body::wrap(Outgoing::new(request.body, progress.clone())));
        }
        let mut response = outgoing.send().await.map_err(|e| failure::sending(e, &progress))?;
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect();
        let expected = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        // A server's `Content-Length` is not trusted beyond a common size.
        let mut body = Vec::with_capacity(expected.min(request.max_response_size).min(64 << 10));
        while let Some(chunk) = response.chunk().await.map_err(failure::reading)? {
            if body.len() + chunk.len() > request.max_response_size {
                let message = format!("the response is larger than {} bytes", request.max_response_size);
                return Err(TransportError { stage: Stage::ResponseTooLarge(status), message });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse { status, headers, body })
    }
}

impl Transport for ReqwestTransport {
    fn problem(&self) -> Option<&'static str> {
        let Ok(handle) = Handle::try_current() else { return Some(runtime::MISSING) };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match *known {
            Some((id, problem)) if id == handle.id() => problem,
            _ => known.insert((handle.id(), runtime::problem())).1,
        }
    }

    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}
