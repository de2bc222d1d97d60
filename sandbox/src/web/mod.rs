//! Pages for people, and what programs read: everything that is not a call of the API.

use crate::message::Incoming;
use crate::server::Reply;
use crate::state::State;

/// The answer to a request that is no call of the API; nothing if it may be one.
pub(crate) async fn serve(state: &State, incoming: &Incoming<'_>) -> Option<Reply> {
    match (incoming.method, incoming.path) {
        ("GET", "/_sandbox/requests") => Some(state.requests()),
        _ => None,
    }
}
