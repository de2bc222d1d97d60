//! Pages for people, and what programs read: everything that is not a call of the API.

mod dashboard;
mod faults;
mod guard;
mod snapshot;

use std::sync::Arc;

use crate::message::Incoming;
use crate::server::Reply;
use crate::state::State;

/// The answer to a request that is no call of the API; nothing if it may be one.
pub(crate) async fn serve(state: &Arc<State>, incoming: &Incoming<'_>) -> Option<Reply> {
    match incoming.path {
        path if dashboard::is_under(path) => Some(dashboard::serve(state, incoming).await),
        _ => None,
    }
}

/// Whether a request changes nothing that the dashboard shows.
pub(crate) fn only_looks(incoming: &Incoming<'_>) -> bool {
    incoming.method == "GET" && dashboard::is_under(incoming.path)
}
