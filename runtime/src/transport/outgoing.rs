//! A body that remembers how much of it the connection has taken: it distinguishes writing from waiting.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Small enough to notice a connection that takes no more, large enough for any ordinary request at once.
const CHUNK: usize = 64 * 1024;

/// The progress of sending a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress(Arc<Seen>);

#[derive(Debug, Default)]
struct Seen {
    begun: AtomicBool,
    ended: AtomicBool,
}

impl Progress {
    /// Reports whether the connection has asked for any of it.
    pub(super) fn has_begun(&self) -> bool {
        self.0.begun.load(Ordering::Acquire)
    }

    /// Reports whether the connection has taken all of it. That it also left the machine is not known.
    pub(super) fn has_ended(&self) -> bool {
        self.0.ended.load(Ordering::Acquire)
    }
}

/// The body of a request.
#[derive(Debug)]
pub(super) struct Outgoing {
    rest: Bytes,
    progress: Progress,
}

impl Outgoing {
    pub(super) fn new(body: Vec<u8>, progress: Progress) -> Self {
        Self { rest: body.into(), progress }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        self.progress.0.begun.store(true, Ordering::Release);
        let length = self.rest.len().min(CHUNK);
        let chunk = self.rest.split_to(length);
        if self.rest.is_empty() {
            self.progress.0.ended.store(true, Ordering::Release);
        }
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
