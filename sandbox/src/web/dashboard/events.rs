//! Server-sent events: the number goes up when there may be something new to see.

use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::mpsc;

use crate::body::Content;
use crate::server::Reply;
use crate::state::State;

/// Changes that come faster are told together.
const CALM: Duration = Duration::from_millis(80);
/// So often a silent connection is tried, so that one that is gone is noticed.
const PULSE: Duration = Duration::from_secs(15);

pub(super) fn stream(state: &State) -> Reply {
    let mut version = state.watch();
    let (pieces, receiver) = mpsc::channel(1);
    // Ends with the connection, and with the sandbox.
    tokio::spawn(async move {
        let mut told = format!("retry: 1000\ndata: {}\n\n", *version.borrow_and_update());
        while pieces.send(Ok(Bytes::from(told))).await.is_ok() {
            tokio::time::sleep(CALM).await;
            told = match tokio::time::timeout(PULSE, version.changed()).await {
                Ok(Ok(())) => format!("data: {}\n\n", *version.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    let mut reply = Reply::new(200, "text/event-stream", Vec::new());
    reply.body = Content::Pieces(receiver);
    reply
}
