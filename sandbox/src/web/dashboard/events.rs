//! Server-sent events: a number that goes up when something may have changed.

use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::mpsc;

use crate::http::body::ReplyBody;
use crate::http::reply::Reply;
use crate::state::State;

/// Changes within this time are sent as one event.
const DEBOUNCE: Duration = Duration::from_millis(80);
/// Interval of comments that detect a closed connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Streams an event for every change.
pub(super) fn stream(state: &State) -> Reply {
    let mut version = state.watch();
    let (pieces, receiver) = mpsc::channel(1);
    // Ends with the connection, and with the sandbox.
    tokio::spawn(async move {
        let mut event = format!("retry: 1000\ndata: {}\n\n", *version.borrow_and_update());
        while pieces.send(Ok(Bytes::from(event))).await.is_ok() {
            tokio::time::sleep(DEBOUNCE).await;
            event = match tokio::time::timeout(KEEP_ALIVE, version.changed()).await {
                Ok(Ok(())) => format!("data: {}\n\n", *version.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    let mut reply = Reply::new(200, "text/event-stream", Vec::new());
    reply.body = ReplyBody::Pieces(receiver);
    reply
}
