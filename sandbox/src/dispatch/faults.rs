//! Applies the planned fault to a call.

use std::io;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::mpsc;

use crate::faults::Fault;
use crate::http::body::ReplyBody;
use crate::http::reply::{ConnectionClosed, Reply};
use crate::protocol::api_error::ApiError;
use crate::world::errors;

/// How a call continues after the faults that happen before it is handled.
pub(super) enum Before {
    /// The call is handled.
    Proceed,
    /// A valid call gets this error.
    Fail(ApiError),
    /// The call gets this reply, and is not handled.
    Reply(Reply),
    /// The connection is closed, and the call is not handled.
    Disconnect,
}

/// Time for the bytes written so far to be sent.
const FLUSH: Duration = Duration::from_millis(20);
/// Number of pieces of a dripping body.
const DROPS: usize = 8;

/// Applies a fault that happens before a call is handled.
pub(super) async fn before(fault: Option<&Fault>) -> Before {
    match fault {
        Some(Fault::DelayBefore(time)) => {
            tokio::time::sleep(*time).await;
            Before::Proceed
        }
        Some(Fault::DropBefore) => Before::Disconnect,
        Some(Fault::Http(status)) => {
            let mut reply = Reply::new(*status, "text/html", format!("<html><body>{status}</body>"));
            if *status == 429 {
                reply.headers.push(("retry-after", "1".to_owned()));
            }
            Before::Reply(reply)
        }
        Some(Fault::Redirect(url)) => {
            let mut reply = Reply::new(302, "text/html", Vec::new());
            reply.headers.push(("location", url.clone()));
            Before::Reply(reply)
        }
        Some(Fault::Error(code)) => Before::Fail(ApiError::new(200, code.to_string(), errors::meaning(*code))),
        _ => Before::Proceed,
    }
}

/// Applies a fault that happens after a call was handled.
pub(super) async fn after(fault: Option<Fault>, mut reply: Reply) -> Result<Reply, ConnectionClosed> {
    match fault {
        Some(Fault::DelayAfter(time)) => tokio::time::sleep(time).await,
        Some(Fault::DropAfter) => return Err(ConnectionClosed),
        Some(Fault::Malformed) => reply.body = ReplyBody::from(b"<html><body>It works!".to_vec()),
        Some(Fault::Truncate) => in_pieces(&mut reply, |body, pieces| async move {
            let half = body.slice(..body.len() / 2);
            if pieces.send(Ok(half)).await.is_ok() {
                tokio::time::sleep(FLUSH).await;
                let _ = pieces.send(Err(io::ErrorKind::BrokenPipe.into())).await;
            }
        }),
        Some(Fault::Drip(time)) => in_pieces(&mut reply, move |body, pieces| async move {
            let size = body.len().div_ceil(DROPS).max(1);
            let pause = time / u32::try_from(DROPS).unwrap_or(u32::MAX);
            for start in (0..body.len()).step_by(size) {
                tokio::time::sleep(pause).await;
                let piece = body.slice(start..body.len().min(start + size));
                if pieces.send(Ok(piece)).await.is_err() {
                    return;
                }
            }
        }),
        _ => {}
    }
    Ok(reply)
}

/// Hands the sending of a body to `send`; `Content-Length` stays that of the whole body.
fn in_pieces<F: Future<Output = ()> + Send + 'static>(
    reply: &mut Reply,
    send: impl FnOnce(Bytes, mpsc::Sender<io::Result<Bytes>>) -> F,
) {
    let ReplyBody::Whole(body) = &mut reply.body else { return };
    let body = std::mem::take(body);
    reply.headers.push(("content-length", body.len().to_string()));
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(send(body, sender));
    reply.body = ReplyBody::Pieces(receiver);
}
