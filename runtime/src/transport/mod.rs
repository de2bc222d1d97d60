//! The seam between this crate and HTTP. No HTTP library appears in a public signature.

#[cfg(feature = "reqwest")]
mod failure;
#[cfg(feature = "reqwest")]
mod outgoing;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "reqwest")]
mod runtime;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
use crate::http::{HttpRequest, HttpResponse, TransportError};

/// A boxed future that can cross threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request and brings back one response.
///
/// An implementation must send the request once at most, follow no redirect, decode no content, stop reading at
/// `max_response_size` bytes, and give up after `timeout`. It decides only how the bytes travel.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport",
    note = "implement `freedompay::Transport` for it, or use the default transport (feature `reqwest`)"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Reports why it cannot send where it is called now, if so: no async runtime of its kind, or one without what it needs. Asked
    /// before a call is recorded, so that nothing of it is done.
    fn problem(&self) -> Option<&'static str> {
        None
    }

    /// Sleeps on the async runtime this transport uses. A test's transport may have a clock of its own.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()>;
}
