//! Pages for people, and what programs read: everything that is not a call of the API.

mod faults;
mod snapshot;

use crate::message::Incoming;
use crate::server::Reply;
use crate::state::State;

/// The answer to a request that is no call of the API; nothing if it may be one.
pub(crate) async fn serve(state: &State, incoming: &Incoming<'_>) -> Option<Reply> {
    match (incoming.method, incoming.path) {
        ("GET", "/_sandbox/requests") => Some(state.requests()),
        (_, "/_sandbox/faults") => Some(faults::serve(state, incoming)),
        (_, "/_sandbox/snapshot") => Some(snapshot::serve(state, incoming)),
        _ => None,
    }
}
