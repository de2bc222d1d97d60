//! Lets it happen.

use std::io;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::mpsc;

use super::Fault;
use crate::body::Content;
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::server::{HungUp, Reply};
use crate::world::errors;

/// How a call goes on.
pub(crate) enum Before {
    /// As it should, or with the refusal that stands in the outcome.
    Act,
    /// With another answer, and nothing else.
    Answer(Reply),
    /// Not at all.
    HangUp,
}

/// Time in which what was written so far leaves the machine.
const FLUSH: Duration = Duration::from_millis(20);
/// Into how many pieces a dripping body falls.
const DROPS: usize = 8;

/// What happens before a call is acted on.
pub(crate) async fn before(outcome: &mut Outcome) -> Before {
    match outcome.fault.clone() {
        Some(Fault::DelayBefore(time)) => {
            tokio::time::sleep(time).await;
            Before::Act
        }
        Some(Fault::DropBefore) => Before::HangUp,
        Some(Fault::Http(status)) => {
            let mut reply = Reply::new(status, "text/html", format!("<html><body>{status}</body>"));
            if status == 429 {
                reply.headers.push(("retry-after", "1".to_owned()));
            }
            Before::Answer(reply)
        }
        Some(Fault::Redirect(url)) => {
            let mut reply = Reply::new(302, "text/html", Vec::new());
            reply.headers.push(("location", url));
            Before::Answer(reply)
        }
        Some(Fault::Error(code)) => {
            // A call that is wrong is told so.
            if outcome.result.is_ok() {
                outcome.result = Err(Refusal::new(200, code.to_string(), errors::meaning(code)));
            }
            Before::Act
        }
        _ => Before::Act,
    }
}

/// What happens to the answer of a call that was acted on.
pub(crate) async fn after(fault: Option<Fault>, mut reply: Reply) -> Result<Reply, HungUp> {
    match fault {
        Some(Fault::DelayAfter(time)) => tokio::time::sleep(time).await,
        Some(Fault::DropAfter) => return Err(HungUp),
        Some(Fault::Malformed) => reply.body = Content::from(b"<html><body>It works!".to_vec()),
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

/// Leaves the sending of a body to `send`; its length is told as ever.
fn in_pieces<F: Future<Output = ()> + Send + 'static>(
    reply: &mut Reply,
    send: impl FnOnce(Bytes, mpsc::Sender<io::Result<Bytes>>) -> F,
) {
    let Content::Whole(body) = &mut reply.body else { return };
    let body = std::mem::take(body);
    reply.headers.push(("content-length", body.len().to_string()));
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(send(body, sender));
    reply.body = Content::Pieces(receiver);
}
